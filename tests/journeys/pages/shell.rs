//! What surrounds every screen: the date, the language, the theme, the status.

use anyhow::Result;

use crate::driver::keys::{CONTROL, SHIFT};
use crate::driver::{Browser, By, textbox};

/// Every screen, by its address; the customer is one of the sample's.
pub(crate) const SCREENS: [&str; 29] = [
    "#/start",
    "#/import",
    "#/portfolio",
    "#/customers",
    "#/customers?cols=stage~pace~tier~level~alerts&f=stage~is~renewal",
    "#/customers/C001",
    "#/inbox",
    "#/inbox?only=alerts&snoozed=yes",
    "#/lifecycle",
    "#/lifecycle?part=flows",
    "#/lifecycle?part=history",
    "#/lifecycle?part=cards",
    "#/lifecycle?part=tracks",
    "#/lifecycle?part=shape",
    "#/lifecycle?part=consistency",
    "#/lifecycle?part=execution",
    "#/lifecycle?part=causes",
    "#/lifecycle?part=outcomes",
    "#/lifecycle?part=winback",
    "#/lifecycle?part=requests",
    "#/lifecycle?part=plays",
    "#/model",
    "#/model?part=curves",
    "#/model?part=rules",
    "#/model?part=metrics",
    "#/model?part=versions",
    "#/quality",
    "#/value",
    "#/settings",
];

/// Travels to a day by the date in the top bar.
pub(crate) fn travel_to(browser: &Browser, day: &str) -> Result<()> {
    browser.fill_date(&textbox("Choose a date"), day)?;
    let on = format!("on={day}");
    browser.at(&format!("the address to say {on}"), |place| {
        place.contains(&on)
    })?;
    browser.settled()
}

/// Waits until everything is saved.
pub(crate) fn saved(browser: &Browser) -> Result<()> {
    let status = By::test_id("status");
    browser.until("everything to be saved", || {
        let text = browser.text(&status)?;
        Ok(["on this device · saved", "在本机 · 已保存"]
            .contains(&text.trim())
            .then_some(()))
    })
}

/// Takes the last step back by its keys.
pub(crate) fn undo(browser: &Browser) -> Result<()> {
    press(browser, &[CONTROL, 'z'])
}

/// Makes it again.
pub(crate) fn redo(browser: &Browser) -> Result<()> {
    press(browser, &[CONTROL, SHIFT, 'z'])
}

/// The keys belong to the page, not to a field of it.
fn press(browser: &Browser, keys: &[char]) -> Result<()> {
    browser.settled()?;
    browser.value("document.activeElement?.blur()")?;
    browser.session.press(keys)
}
