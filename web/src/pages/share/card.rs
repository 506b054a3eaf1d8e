//! A customer's card for elsewhere: as a snippet, a link, a picture or a static page; what is in it, and how it looks.

use super::copied::TextToCopy;
use super::snippet;
use crate::pages::parts::view_or_wait;
use crate::queries::use_view;
use crate::store::{Env, use_env};
use crate::tasks::export;
use crate::ui::button::Button;
use crate::ui::form::{Choice, Field, OneOf};
use crate::ui::icon::Icon;
use perennial_data::Language;
use perennial_protocol::{Packed, Request, Response, SnapshotQuery};
use perennial_snapshot::{Input, Size, Snapshot, Theme};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(super) struct CardToGiveProps {
    /// The account's id.
    pub(super) account: AttrValue,
}

/// The forms that a card takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Form {
    #[default]
    Snippet,
    Link,
    Picture,
    Page,
}

impl Form {
    const ALL: [Self; 4] = [Self::Snippet, Self::Link, Self::Picture, Self::Page];

    fn code(self) -> &'static str {
        match self {
            Self::Snippet => "snippet",
            Self::Link => "link",
            Self::Picture => "picture",
            Self::Page => "page",
        }
    }
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq)]
struct Chosen {
    form: Form,
    language: Language,
    /// None: as the page that it stands on, or its reader, has it.
    theme: Option<Theme>,
    /// Where the package lies.
    folder: String,
    /// The page that shows what is in its address.
    page: String,
}

/// A snapshot with the JSON that it came as.
struct Given {
    json: String,
    snapshot: Snapshot,
}

fn given(response: Response) -> Option<Rc<Given>> {
    let Response::File { bytes, .. } = response else {
        return None;
    };
    let json = String::from_utf8(bytes).ok()?;
    let Ok(Input::Snapshot(snapshot)) = perennial_snapshot::read(&json) else {
        return None;
    };
    let snapshot = *snapshot;
    Some(Rc::new(Given { json, snapshot }))
}

/// What is inside the dialog.
#[component]
pub(super) fn CardToGive(props: &CardToGiveProps) -> Html {
    let env = use_env();
    let query = Packed::of(&SnapshotQuery {
        account: props.account.to_string(),
        as_of: env.state.as_of(),
        since: env.state.since(),
    });
    let view = use_view(query.ok().map(Request::Snapshot), given);
    let chosen = use_state_eq(|| Chosen {
        form: Form::default(),
        language: env.state.language,
        theme: None,
        folder: "./perennial/".to_owned(),
        page: "./card.html".to_owned(),
    });
    let choose = {
        let chosen = chosen.setter();
        Callback::from(move |next| chosen.set(next))
    };
    view_or_wait(&env, &view, |given| content(&env, given, &chosen, &choose))
}

fn content(env: &Env, given: &Given, chosen: &Chosen, choose: &Callback<Chosen>) -> Html {
    let m = env.m;
    let snapshot = &given.snapshot;
    let theme = chosen.theme.unwrap_or(Theme::Light);
    let svg = perennial_snapshot::svg(snapshot, chosen.language, theme);
    let picture = format!(
        "data:image/svg+xml;charset=utf-8,{}",
        js_sys::encode_uri_component(&svg)
    );
    html! {
        <div class="stack">
            <p>{ m.embed_what() }</p>
            <p class="muted">{ m.embed_copy_of(snapshot.as_of) }</p>
            { choices(env, chosen, choose) }
            { text(env, given, chosen, choose, svg) }
            <figure class="stack stack--tight">
                <figcaption class="small muted">{ m.embed_preview() }</figcaption>
                <img src={picture} alt={m.embed_preview_of(&snapshot.customer.name)} width="360"
                    class="embed-picture" data-testid="embed-preview" />
            </figure>
        </div>
    }
}

fn choices(env: &Env, chosen: &Chosen, choose: &Callback<Chosen>) -> Html {
    let m = env.m;
    let forms = Form::ALL.map(|form| {
        let label = match form {
            Form::Snippet => m.embed_form_snippet(),
            Form::Link => m.embed_form_link(),
            Form::Picture => m.embed_form_picture(),
            Form::Page => m.embed_form_page(),
        };
        Choice::new(form.code(), label)
    });
    let languages = vec![
        Choice::new(Language::Zh.tag(), m.language_zh()),
        Choice::new(Language::En.tag(), m.language_en()),
    ];
    let themes = vec![
        Choice::new("", m.embed_theme_own()),
        Choice::new(Theme::Light.as_str(), m.theme_light()),
        Choice::new(Theme::Dark.as_str(), m.theme_dark()),
    ];
    let set = |then: fn(&mut Chosen, &str)| {
        let (chosen, choose) = (chosen.clone(), choose.clone());
        Callback::from(move |value: AttrValue| {
            let mut next = chosen.clone();
            then(&mut next, &value);
            choose.emit(next);
        })
    };
    let onform = set(|next, code| {
        let form = Form::ALL.into_iter().find(|form| form.code() == code);
        next.form = form.unwrap_or_default();
    });
    let onlanguage = set(|next, tag| {
        let all = [Language::Zh, Language::En];
        let language = all.into_iter().find(|language| language.tag() == tag);
        next.language = language.unwrap_or_default();
    });
    let ontheme = set(|next, code| {
        let all = [Theme::Light, Theme::Dark];
        next.theme = all.into_iter().find(|theme| theme.as_str() == code);
    });
    html! {
        <div class="stack stack--tight">
            <div>{ OneOf {
                value: chosen.form.code().into(),
                ..OneOf::new(m.embed_form(), forms.to_vec(), onform)
            }.view_segmented("embed-form") }</div>
            <div class="cluster">
                { OneOf {
                    value: chosen.language.tag().into(),
                    ..OneOf::new(m.embed_language(), languages, onlanguage)
                }.view_list() }
                // A link shows itself as its page says.
                if chosen.form != Form::Link {
                    { OneOf {
                        value: chosen.theme.map_or("", Theme::as_str).into(),
                        ..OneOf::new(m.embed_theme(), themes, ontheme)
                    }.view_list() }
                }
            </div>
        </div>
    }
}

/// The text to be copied or saved, with what it depends on.
fn text(env: &Env, given: &Given, chosen: &Chosen, choose: &Callback<Chosen>, svg: String) -> Html {
    let m = env.m;
    let typed = |then: fn(&mut Chosen, String)| {
        let (chosen, choose) = (chosen.clone(), choose.clone());
        Callback::from(move |value| {
            let mut next = chosen.clone();
            then(&mut next, value);
            choose.emit(next);
        })
    };
    let how = (chosen.language, chosen.theme);
    let name = |ending| format!("{}.{ending}", given.snapshot.customer.id);
    match chosen.form {
        Form::Snippet => html! {
            <>
                { Field {
                    id: "embed-folder".into(),
                    label: m.embed_folder().into(),
                    value: chosen.folder.clone().into(),
                    note: Some(m.embed_folder_note().into()),
                    oninput: typed(|next, folder| next.folder = folder),
                    ..Field::default()
                }.view() }
                <TextToCopy label={m.embed_form_snippet()} text={snippet::snippet(&given.json, &chosen.folder, how)} />
            </>
        },
        Form::Link => {
            let link = snippet::link(&given.json, &chosen.page);
            let n = u32::try_from(link.len()).unwrap_or(u32::MAX);
            html! {
                <>
                    { Field {
                        id: "embed-page".into(),
                        label: m.embed_page().into(),
                        value: chosen.page.clone().into(),
                        note: Some(m.embed_page_note().into()),
                        oninput: typed(|next, page| next.page = page),
                        ..Field::default()
                    }.view() }
                    <TextToCopy label={m.embed_form_link()} text={link} />
                    <p class="small muted">{ m.embed_long(n) }</p>
                </>
            }
        }
        Form::Picture => html! {
            <TextToCopy label={m.embed_form_picture()} text={svg.clone()}>
                { saved(env, name("svg"), "image/svg+xml", svg) }
            </TextToCopy>
        },
        Form::Page => {
            let card = perennial_snapshot::html(&given.snapshot, how.0, Size::Full, how.1);
            // As a file it says in which encoding it is; put into a page, that page has said so.
            let file = format!("<!doctype html>\n<meta charset=\"utf-8\">\n{card}\n");
            html! {
                <TextToCopy label={m.embed_form_page()} text={card}>
                    { saved(env, name("html"), "text/html", file) }
                </TextToCopy>
            }
        }
    }
}

/// Saves a text as a file.
fn saved(env: &Env, name: String, mime: &'static str, text: String) -> Html {
    let store = env.store.clone();
    let onsave = Callback::from(move |()| {
        if let Err(failure) = export::hand_over(&name, mime, text.as_bytes()) {
            store.fail(failure);
        }
    });
    Button {
        icon: Some(Icon::Download),
        ..Button::new(env.m.embed_save(), onsave)
    }
    .view()
}
