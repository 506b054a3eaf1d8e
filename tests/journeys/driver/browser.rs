//! A browser as a person uses it: look for something, wait until it is there, press it, type, read.

use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use super::by::By;
use super::session::{Element, Session};

const FIND: &str = include_str!("find.js");
/// How long something may take that the page does: much longer than it should, as machines that test are busy.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between two looks.
const POLL: Duration = Duration::from_millis(20);

/// A browser at the app.
#[derive(Debug)]
pub(crate) struct Browser {
    /// For what has no method here.
    pub(crate) session: Session,
    /// Where the app is, with a slash at the end.
    pub(crate) app: String,
}

impl Browser {
    /// Looks again and again until there is something, and says what was waited for when there never is.
    pub(crate) fn until<T>(
        &self,
        what: &str,
        mut look: impl FnMut() -> Result<Option<T>>,
    ) -> Result<T> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let seen = match look() {
                Ok(Some(found)) => return Ok(found),
                Ok(None) => None,
                // The page may be between two renderings; the last error tells, if none follows.
                Err(error) => Some(error),
            };
            if Instant::now() > deadline {
                let why = seen
                    .map(|error| format!(" ({error:#})"))
                    .unwrap_or_default();
                bail!("waited in vain for {what}{why}");
            }
            sleep(POLL);
        }
    }

    /// Everything of that role and name that is there now.
    pub(crate) fn all(&self, by: &By, within: Option<&Element>) -> Result<Vec<Element>> {
        let within = within.map_or(Value::Null, Element::argument);
        let found = self.session.script(FIND, vec![by.argument(), within])?;
        let found = found.as_array().map(Vec::as_slice).unwrap_or_default();
        Ok(found.iter().filter_map(Element::of).collect())
    }

    /// Whether it is there now.
    pub(crate) fn has(&self, by: &By) -> Result<bool> {
        Ok(!self.all(by, None)?.is_empty())
    }

    /// The first, once it is there.
    pub(crate) fn find(&self, by: &By) -> Result<Element> {
        self.until(&by.to_string(), || {
            Ok(self.all(by, None)?.into_iter().next())
        })
    }

    /// The first within something, once both are there.
    pub(crate) fn find_in(&self, within: &By, by: &By) -> Result<Element> {
        self.until(&format!("{by} in {within}"), || {
            let Some(root) = self.all(within, None)?.into_iter().next() else {
                return Ok(None);
            };
            Ok(self.all(by, Some(&root))?.into_iter().next())
        })
    }

    /// Waits until it is gone.
    pub(crate) fn gone(&self, by: &By) -> Result<()> {
        self.until(
            &format!("{by} to go"),
            || Ok((!self.has(by)?).then_some(())),
        )
    }

    /// Presses it, as soon as it is there, enabled and not covered.
    pub(crate) fn click(&self, by: &By) -> Result<()> {
        self.until(&format!("{by} to press"), || {
            let Some(element) = self.all(by, None)?.into_iter().next() else {
                return Ok(None);
            };
            self.press_once(&element)
        })
    }

    /// The same for something within something.
    pub(crate) fn click_in(&self, within: &By, by: &By) -> Result<()> {
        self.until(&format!("{by} in {within} to press"), || {
            let Some(root) = self.all(within, None)?.into_iter().next() else {
                return Ok(None);
            };
            let Some(element) = self.all(by, Some(&root))?.into_iter().next() else {
                return Ok(None);
            };
            self.press_once(&element)
        })
    }

    fn press_once(&self, element: &Element) -> Result<Option<()>> {
        let script = "const e = arguments[0]; return !e.disabled && e.getAttribute('aria-disabled') !== 'true'";
        let enabled = self.session.script(script, vec![element.argument()])?;
        if enabled == json!(false) {
            return Ok(None);
        }
        self.session.click(element).map(Some)
    }

    /// Replaces what is in a field by typing.
    pub(crate) fn fill(&self, by: &By, text: &str) -> Result<()> {
        let field = self.find(by)?;
        self.session.script(
            "arguments[0].focus(); arguments[0].select?.()",
            vec![field.argument()],
        )?;
        self.session.type_into(&field, text)
    }

    /// Types a day into a date field, whose parts stand in the order of the browser's own language.
    pub(crate) fn fill_date(&self, by: &By, day: &str) -> Result<()> {
        let [year, month, date] = day.split('-').collect::<Vec<_>>()[..] else {
            bail!("{day} is no date");
        };
        let field = self.find(by)?;
        let value = || {
            self.session
                .script("return arguments[0].value", vec![field.argument()])
        };
        for order in [
            [month, date, year],
            [date, month, year],
            [year, month, date],
        ] {
            self.session
                .script("arguments[0].blur()", vec![field.argument()])?;
            self.session.type_into(&field, &order.concat())?;
            if value()? == json!(day) {
                return Ok(());
            }
        }
        bail!("{by} takes no {day}: {}", value()?);
    }

    /// What people read in it.
    pub(crate) fn text(&self, by: &By) -> Result<String> {
        let element = self.find(by)?;
        self.text_of(&element)
    }

    /// What people read in an element.
    pub(crate) fn text_of(&self, element: &Element) -> Result<String> {
        let text = self
            .session
            .script("return arguments[0].innerText", vec![element.argument()])?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until what people read on the page holds this.
    pub(crate) fn reads(&self, text: &str) -> Result<()> {
        self.until(&format!("the page to say “{text}”"), || {
            Ok(self.page_text()?.contains(text).then_some(()))
        })
    }

    /// What people read on the page.
    pub(crate) fn page_text(&self) -> Result<String> {
        let text = self
            .session
            .script("return document.body.innerText", Vec::new())?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// A value that a script returns.
    pub(crate) fn value(&self, script: &str) -> Result<Value> {
        self.session.script(script, Vec::new())
    }

    /// A text that a script returns.
    pub(crate) fn string(&self, script: &str) -> Result<String> {
        let value = self.value(script)?;
        let text = value
            .as_str()
            .with_context(|| format!("{script} gave {value}"))?;
        Ok(text.to_owned())
    }

    /// Goes to a place of the app, such as `#/portfolio?on=2026-03-31`.
    pub(crate) fn go(&self, place: &str) -> Result<()> {
        self.session.go(&format!("{}{place}", self.app))?;
        self.settled()
    }

    /// Waits until the screen is there and nothing is awaited any more.
    pub(crate) fn settled(&self) -> Result<()> {
        self.until("the screen to be complete", || {
            let script = "return !!document.querySelector('main h1') && !document.querySelector('[aria-busy=\"true\"]')";
            Ok((self.value(script)? == json!(true)).then_some(()))
        })
    }

    /// The part of the address that names the place in the app.
    pub(crate) fn place(&self) -> Result<String> {
        let url = self.session.url()?;
        Ok(url
            .split_once('#')
            .map_or_else(String::new, |(_, place)| place.to_owned()))
    }

    /// Waits until the place in the app is one that is looked for.
    pub(crate) fn at(&self, what: &str, is_it: impl Fn(&str) -> bool) -> Result<String> {
        self.until(what, || {
            let place = self.place()?;
            Ok(is_it(&place).then_some(place))
        })
    }

    /// The name and the role of what has the focus, as a screen reader says it.
    pub(crate) fn focus(&self) -> Result<String> {
        self.string(
            "const e = document.activeElement; const role = e.getAttribute('role') ?? e.tagName.toLowerCase(); \
             const name = e.getAttribute('aria-label') ?? e.innerText ?? ''; \
             return `${role} ${name.replace(/\\s+/g, ' ').trim()}`.trim()",
        )
    }
}
