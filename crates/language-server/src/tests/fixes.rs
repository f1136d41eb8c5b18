//! Quick fixes through the protocol: what is offered at the cursor, and the text that comes out.

use serde_json::{Value, json};

use super::client::{Client, URI};
use super::features::with;
use super::names::applied;

/// The quick fixes at `$0`, each with its title, whether it is certain, and the text after it.
async fn offered(text: &str) -> Vec<(String, bool, String)> {
    let (mut client, position) = with(text, "zh").await;
    actions(&mut client, &text.replace("$0", ""), &position, "quickfix").await
}

async fn actions(client: &mut Client, text: &str, position: &Value, only: &str) -> Vec<(String, bool, String)> {
    let context = json!({"diagnostics": [], "only": [only]});
    let params = json!({"textDocument": {"uri": URI}, "range": {"start": position, "end": position}, "context": context});
    let answer = client.ask("textDocument/codeAction", params).await;
    let one = |action: &Value| {
        let edits = action["edit"]["changes"][URI].as_array().expect("edits").clone();
        (action["title"].as_str().expect("a title").to_owned(), action["isPreferred"] == true, applied(text, edits))
    };
    answer["result"].as_array().expect("actions").iter().map(one).collect()
}

/// Text with `$0` at the cursor, the title, and the text after; `sure` is what fix-all makes as well.
const FIXES: &[(&str, &str, bool, &str)] = &[
    (
        "《考核》 满分20$0分\n一、服务 15分: 每处扣1分\n二、资料 6分: 每项扣1分\n",
        "满分改为各项之和21分",
        false,
        "《考核》 满分21分\n一、服务 15分: 每处扣1分\n二、资料 6分: 每项扣1分\n",
    ),
    (
        "《考核》 满分二$0十分\r\n一、服务 15分: 每处扣1分\r\n二、资料 6分: 每项扣1分\r\n",
        "满分改为各项之和21分",
        false,
        "《考核》 满分21分\r\n一、服务 15分: 每处扣1分\r\n二、资料 6分: 每项扣1分\r\n",
    ),
    (
        "《考核》 满分10分\n一、服务 （１２$0分）\n  1. 态度 5分: 每处扣1分\n  2. 用语 5分: 每处扣1分\n",
        "改为10分",
        true,
        "《考核》 满分10分\n一、服务 （10分）\n  1. 态度 5分: 每处扣1分\n  2. 用语 5分: 每处扣1分\n",
    ),
    (
        "一、服务 10分\n  1. 态度 5分: 每处扣1分\n  2. 用语 4分: 每处扣1分\n二、资料 5分: 每项扣1分\n",
        "这里改为各项之和9分",
        false,
        "一、服务 9分\n  1. 态度 5分: 每处扣1分\n  2. 用语 4分: 每处扣1分\n二、资料 5分: 每项扣1分\n",
    ),
    ("一、服务 5分: 每处扣1分, 最多扣8$0分\n", "上限改为5分", false, "一、服务 5分: 每处扣1分, 最多扣5分\n"),
    ("一、服务 5分: 每處扣1分，以８$0分為限\n", "上限改为5分", false, "一、服务 5分: 每處扣1分，以5分為限\n"),
    (
        "一、服务 5分: 迟到每次扣1分; 早退每次扣1分; 累计最多扣8$0分\n",
        "上限改为5分",
        false,
        "一、服务 5分: 迟到每次扣1分; 早退每次扣1分; 累计最多扣5分\n",
    ),
    (
        "一、服务 100分: 每处扣1分\n等级:\n  85-90分为三星, 90-95$0分为四星, 95-100分为五星, 不足85分为无星\n",
        "改为 `85分以上不足90分为三星`",
        true,
        "一、服务 100分: 每处扣1分\n等级:\n  85分以上不足90分为三星, 90-95分为四星, 95-100分为五星, 不足85分为无星\n",
    ),
    ("一、服务 5分: 每处扣l$0分\n", "改为 `1`", true, "一、服务 5分: 每处扣1分\n"),
    ("一、服务 I$0O分: 每处扣1分\n", "改为 `10`", true, "一、服务 10分: 每处扣1分\n"),
    ("一、服务 5分: 每处扣0。$05分\n", "改为 `0.5`", true, "一、服务 5分: 每处扣0.5分\n"),
    ("一、服务 5分: 每处扣1 .$05分\n", "改为 `1.5`", true, "一、服务 5分: 每处扣1.5分\n"),
    ("一、服务 5分: 每处扣1份$0\n", "改为 `分`", true, "一、服务 5分: 每处扣1分\n"),
    ("一、服务 5分: 每处扣1.$0\n", "改为 `分`", true, "一、服务 5分: 每处扣1分\n"),
    ("一、等候 5分: 超过10分钟扣2分; 超过20$0扣3分\n", "补上单位“分钟”", false, "一、等候 5分: 超过10分钟扣2分; 超过20分钟扣3分\n"),
    ("一、等候 5分: 超过10分钟扣2分, 每超过5$0加扣1分\n", "补上单位“分钟”", false, "一、等候 5分: 超过10分钟扣2分, 每超过5分钟加扣1分\n"),
    (
        "一、满意率 5分: 达到90%得满分, 每低1$0扣0.5分\n",
        "补上单位“个百分点”",
        false,
        "一、满意率 5分: 达到90%得满分, 每低1个百分点扣0.5分\n",
    ),
    (
        "一、满意率 5分: 达到90$0得满分, 每低1个百分点扣0.5分\n",
        "补上单位“%”",
        false,
        "一、满意率 5分: 达到90%得满分, 每低1个百分点扣0.5分\n",
    ),
    ("一、服务 5: 每处扣1$0分\n", "写成分值：5分", false, "一、服务 5分: 每处扣1分\n"),
    ("一、用语 （5$0）：每处扣1分\n", "写成分值：5分", false, "一、用语 （5分）：每处扣1分\n"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_fix_says_what_it_does_and_does_it() {
    for (text, title, sure, after) in FIXES {
        let text = if text.contains("$0") { (*text).to_owned() } else { text.replacen("10分", "10$0分", 1) };
        let offered = offered(&text).await;
        let found = offered.iter().find(|(each, ..)| each == title);
        assert_eq!(found, Some(&((*title).to_owned(), *sure, (*after).to_owned())), "{text}: {offered:?}");
    }
}

/// After the fix nothing is told of what was wrong; only advice may be left.
#[tokio::test(flavor = "multi_thread")]
async fn a_fix_removes_what_it_was_offered_for() {
    let mut client = Client::ready(&["utf-16"], json!({"lang": "zh", "debounce": 0})).await;
    client.open("").await;
    client.diagnostics().await;
    let mut version = 1;
    for (text, _, _, after) in FIXES.iter().filter(|(text, ..)| !text.contains("95-100")) {
        for (text, wrong) in [(text.replace("$0", ""), true), ((*after).to_owned(), false)] {
            version += 1;
            client.change(version, json!([{"text": text}])).await;
            let told = client.expect(|message| message["params"]["version"] == version).await;
            let told = told["params"]["diagnostics"].as_array().expect("diagnostics").clone();
            assert_eq!(told.iter().any(|each| each["severity"] != 3), wrong, "{text}: {told:?}");
        }
    }
}

/// Fix-all makes what is certain, in one change, and leaves the rest for the author to choose.
#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_certain_is_made_at_once_and_nothing_that_is_not() {
    let text = "《考核》 满分20分\n一、服务 15分: 每处扣l分, 最多扣18分\n二、资料 6分: 每项扣0。5分; 损坏的扣1份\n等级:\n  0-15分为合格, 15-20分为优秀\n";
    let mut client = Client::ready(&["utf-16"], json!({"lang": "zh"})).await;
    client.open(text).await;
    let all = actions(&mut client, text, &json!({"line": 0, "character": 0}), "source.fixAll").await;
    let [(title, _, after)] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(title, "改掉全部有把握改的（4 处）");
    assert_eq!(
        after,
        "《考核》 满分20分\n一、服务 15分: 每处扣1分, 最多扣18分\n二、资料 6分: 每项扣0.5分; 损坏的扣1分\n等级:\n  0分以上不足15分为合格, 15-20分为优秀\n"
    );
}

/// Kate asks for the whole text, and names the diagnostic at the cursor: what belongs to others would be made along with it.
#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_names_a_diagnostic_in_the_whole_text_is_given_the_fixes_of_that_one() {
    let text = "《考核》 满分20分\n一、环境 10分: 每处扣1分\n二、礼仪 12分\n  1. 态度 6分: 每处扣1分\n  2. 用语 4分: 每处扣1分\n";
    let mut client = Client::ready(&["utf-16"], json!({"lang": "zh"})).await;
    client.open(text).await;
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 5, "character": 0}});
    let place = json!({"start": {"line": 2, "character": 5}, "end": {"line": 2, "character": 8}});
    let titles = async |client: &mut Client, context: Value| {
        let params = json!({"textDocument": {"uri": URI}, "range": range, "context": context});
        let answer = client.ask("textDocument/codeAction", params).await;
        let actions = answer["result"].as_array().expect("actions").clone();
        actions.iter().map(|action| action["title"].as_str().expect("a title").to_owned()).collect::<Vec<_>>()
    };
    let named = json!({"range": place, "code": "points-do-not-add-up", "message": "其他的话"});
    assert_eq!(titles(&mut client, json!({"diagnostics": [named]})).await, ["改为10分"]);
    let all = ["满分改为各项之和22分", "改为10分", "改掉全部有把握改的（1 处）"];
    assert_eq!(titles(&mut client, json!({"diagnostics": []})).await, all);
    let kinds = json!({"diagnostics": [named], "only": ["source"]});
    assert_eq!(titles(&mut client, kinds).await, all[2..], "what is asked for by its kind is given");
}
