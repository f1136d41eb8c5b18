//! The container of XLS files: sectors that are chained by a table, and streams named in a directory.
//!
//! Reads what the library would read, with bounds: no chain is followed longer than the file is. Start at [`stream`].

/// Ends a chain.
const END: u32 = 0xffff_fffe;

/// Sectors from here on are no sectors but marks.
const MARKS: u32 = 0xffff_fffa;

/// Streams shorter than this lie in the small sectors.
const SMALL_STREAM: usize = 4096;

const HEADER: usize = 512;
const SMALL_SECTOR: usize = 64;
const DIRECTORY_ENTRY: usize = 128;

struct Compound<'b> {
    /// All sectors, the header left away.
    sectors: &'b [u8],
    size: usize,
    next: Vec<u32>,
}

/// The first stream with one of the names, in their order.
pub(super) fn stream(bytes: &[u8], names: &[&str]) -> Option<Vec<u8>> {
    let compound = Compound::new(bytes)?;
    let directory = compound.chain(number(bytes, 48)?, None)?;
    let root = directory.get(..DIRECTORY_ENTRY)?;
    let entries = || directory.chunks_exact(DIRECTORY_ENTRY);
    let entry = names.iter().find_map(|name| entries().find(|entry| is_named(entry, name)))?;
    let (start, length) = place(entry)?;
    if length >= SMALL_STREAM {
        return compound.chain(start, Some(length));
    }
    let (root_start, root_length) = place(root)?;
    let small_table = compound.chain(number(bytes, 60)?, Some(usize::try_from(number(bytes, 64)?).ok()?.checked_mul(compound.size)?))?;
    let container = compound.chain(root_start, Some(root_length))?;
    Compound { sectors: &container, size: SMALL_SECTOR, next: numbers(&small_table) }.chain(start, Some(length))
}

impl<'b> Compound<'b> {
    fn new(bytes: &'b [u8]) -> Option<Self> {
        let size = match bytes.get(30..32)? {
            [9, 0] => 512,
            [12, 0] => 4096,
            _ => return None,
        };
        let mut compound = Self { sectors: bytes.get(size.max(HEADER)..)?, size, next: Vec::new() };
        let mut tables = numbers(bytes.get(76..HEADER)?);
        let mut more = number(bytes, 68)?;
        for _ in 0..=compound.count() {
            if more >= MARKS {
                break;
            }
            tables.extend(numbers(compound.sector(more)?));
            more = tables.pop()?;
        }
        for table in tables.into_iter().filter(|table| *table < MARKS).take(compound.count()) {
            compound.next.extend(numbers(compound.sector(table)?));
        }
        Some(compound)
    }

    fn count(&self) -> usize {
        self.sectors.len() / self.size + 1
    }

    /// A sector; the last one may be cut.
    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let start = usize::try_from(number).ok()?.checked_mul(self.size)?;
        self.sectors.get(start..start.checked_add(self.size)?.min(self.sectors.len()))
    }

    /// The bytes of a chain; `None` where it goes in a circle or leaves the file.
    fn chain(&self, start: u32, length: Option<usize>) -> Option<Vec<u8>> {
        let mut found = Vec::new();
        let mut number = start;
        for _ in 0..=self.count() {
            let enough = length.is_some_and(|length| found.len() >= length);
            if number == END || enough {
                found.truncate(length.unwrap_or(usize::MAX));
                return Some(found);
            }
            found.extend_from_slice(self.sector(number)?);
            let next = usize::try_from(number).ok().and_then(|number| self.next.get(number));
            number = match next {
                Some(next) => *next,
                None if length.is_some_and(|length| found.len() >= length) => END,
                None => return None,
            };
        }
        None
    }
}

/// Where a directory entry's stream begins, and how long it is.
fn place(entry: &[u8]) -> Option<(u32, usize)> {
    Some((number(entry, 116)?, usize::try_from(number(entry, 120)?).ok()?))
}

fn is_named(entry: &[u8], name: &str) -> bool {
    let units: Vec<u16> = entry.get(..64).unwrap_or_default().chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let written = String::from_utf16_lossy(units.split(|unit| *unit == 0).next().unwrap_or_default());
    written.eq_ignore_ascii_case(name)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|four| number(four, 0)).collect()
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}
