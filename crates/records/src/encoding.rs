//! Bytes to text: byte order mark, strict UTF-8, strict GB18030, then the likeliest of the rest.
//!
//! Where none fits, the text is decoded with U+FFFD in place of bad bytes, and the first bad byte's line is told; rows that
//! hold U+FFFD are rejected later.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded file.
pub(crate) struct Decoded {
    pub text: String,
    /// Name of the encoding, and the line of the first byte that does not fit it.
    pub bad: Option<(&'static str, u32)>,
}

/// So many characters of three bytes before the first bad byte, and the file is UTF-8: GB18030 text hardly ever looks so, while
/// most UTF-8 text can be read as GB18030 by mistake.
const TELLING: usize = 4;

/// So many bytes tell whether every second one may be zero.
const SAMPLE: usize = 1 << 16;

/// Decodes a file.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(length..).unwrap_or_default());
    }
    if let Some(encoding) = unmarked(bytes) {
        return with(encoding, bytes);
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Decoded { text: text.to_owned(), bad: None },
        Err(error) => error,
    };
    let before = bytes.get(..error.valid_up_to()).and_then(|prefix| std::str::from_utf8(prefix).ok()).unwrap_or_default();
    if before.chars().filter(|character| character.len_utf8() == 3).count() >= TELLING {
        return with(UTF_8, bytes);
    }
    let chinese = with(GB18030, bytes);
    if chinese.bad.is_none() {
        return chinese;
    }
    let other = with(likeliest(bytes), bytes);
    if other.bad.is_none() && other.text.chars().any(is_ideograph) { other } else { chinese }
}

/// UTF-16 without its mark: commas and line ends have a zero byte on one side, and no other text has zero bytes there.
fn unmarked(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let enough = (first + second) * 50 >= sample.len();
    match (first, second) {
        (0, 1..) if enough => Some(UTF_16LE),
        (1.., 0) if enough => Some(UTF_16BE),
        _ => None,
    }
}

fn likeliest(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn is_ideograph(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    let bad = damaged.then(|| (encoding.name(), line_of_damage(&text)));
    Decoded { text, bad }
}

fn line_of_damage(text: &str) -> u32 {
    let before = text.split('\u{fffd}').next().unwrap_or_default();
    u32::try_from(before.matches('\n').count()).unwrap_or(u32::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_agencies_send() {
        let text = "窗口,月份\n三号窗口,2026年3月\n";
        let (gb, ..) = GB18030.encode(text);
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let (big5, ..) = encoding_rs::BIG5.encode("窗口,評價\n第三號窗口,服務態度很滿意\n");
        let [little, big] = [u16::to_le_bytes, u16::to_be_bytes].map(|order| text.encode_utf16().flat_map(order).collect::<Vec<u8>>());
        let marked = format!("\u{feff}{text}");
        for bytes in [text.as_bytes(), marked.as_bytes(), &gb, &utf16, &little, &big] {
            let decoded = decode(bytes);
            assert_eq!((decoded.text.as_str(), decoded.bad), (text, None));
        }
        assert!(!decode(&big5).text.contains('\u{fffd}'));
    }

    #[test]
    fn names_the_line_of_the_first_bad_byte() {
        let mut bytes = "窗口,月份\n三号窗口,2026年3月\n".as_bytes().to_vec();
        bytes.extend([0xe4, 0xb8, b'\n']);
        assert_eq!(decode(&bytes).bad, Some(("UTF-8", 3)));

        let (gb, ..) = GB18030.encode("窗口,月份\n三号窗口,");
        let broken: Vec<u8> = gb.iter().copied().chain([0xff, 0xff, b'\n']).collect();
        assert_eq!(decode(&broken).bad, Some(("gb18030", 2)));
    }
}
