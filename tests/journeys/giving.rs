//! A customer's card for other pages: as a snippet, a link, a picture, a page; and to a page that asks and may.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use serde_json::json;

use crate::driver::{Browser, By, button, radio, textbox};
use crate::embedding::says;
use crate::journey::{Folder, app, journey, visit};
use crate::pages::{customers, shell, start};

#[test]
fn a_card_goes_out_in_four_forms() {
    journey("card-out", |browser, folder| {
        start::take_the_sample(browser)?;
        shell::saved(browser)?;
        let (id, name) = first_customer(browser, &browser.app)?;
        browser.click(&button("Embed"))?;
        browser.reads("does not change by itself")?;

        // The snippet is a card with its data, and nothing else.
        let snippet = text(browser, "Web page")?;
        let parsed = "const page = new DOMParser().parseFromString(arguments[0], 'text/html'); \
            const card = page.querySelector('perennial-health'); \
            return [card.getAttribute('lang'), JSON.parse(card.getAttribute('data'))]";
        let card = browser.session.script(parsed, vec![json!(snippet)])?;
        ensure!(
            card[0] == "en" && card[1]["customer"] == json!({ "id": id, "name": name }),
            "{card}"
        );
        ensure!(
            card[1]["next_task"].is_object() && card[1]["stage"].is_object(),
            "{card}"
        );

        // The link says the same.
        browser.click(&radio("Link"))?;
        browser.fill(
            &textbox("The page with the card"),
            "https://crm.example/card.html",
        )?;
        let link = text(browser, "Link")?;
        let data = link.strip_prefix("https://crm.example/card.html#perennial=");
        let decoded = "const binary = atob(arguments[0].replaceAll('-', '+').replaceAll('_', '/')); \
            return JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (c) => c.charCodeAt(0))))";
        let same = browser
            .session
            .script(decoded, vec![json!(data.context("the address")?)])?;
        ensure!(same == card[1], "{same}");

        browser.click(&radio("Picture"))?;
        browser.click(&button("Save as a file"))?;
        let svg = arrived(browser, folder, &format!("{id}.svg"))?;
        ensure!(svg.starts_with("<svg ") && svg.contains(&name), "{svg}");
        let is_drawn = "const e = document.querySelector('[data-testid=embed-preview]'); return e.complete && e.naturalWidth > 0";
        ensure!(browser.value(is_drawn)? == json!(true), "the preview shows");

        browser.session.script(
            "const list = [...document.querySelectorAll('dialog select')][0]; list.value = 'zh-CN'; \
             list.dispatchEvent(new Event('change', { bubbles: true }))",
            Vec::new(),
        )?;
        browser.click(&radio("Static card"))?;
        browser.click(&button("Save as a file"))?;
        let page = arrived(browser, folder, &format!("{id}.html"))?;
        ensure!(
            page.contains("失分最多的指标") && !page.contains("<script"),
            "{page}"
        );
        Ok(())
    });
}

#[test]
fn a_page_that_may_ask_is_answered_and_no_other() {
    visit("page-asks", |browser, _| {
        let (host, app) = (browser.app.clone(), app()?);
        let app = format!("{}/", app.trim_end_matches('/'));
        go(browser, &app, "")?;
        start::take_the_sample(browser)?;
        shell::saved(browser)?;
        let (id, name) = first_customer(browser, &app)?;

        let asks = format!("{host}asks.html?app={app}&account={id}");
        let told = "return JSON.stringify(window.told)";
        browser.session.go(&asks)?;
        // Whoever is not allowed hears nothing, however often it asks.
        browser.session.script_async(
            "setTimeout(arguments[arguments.length - 1], 3000)",
            Vec::new(),
        )?;
        ensure!(browser.string(told)? == "[]", "{}", browser.string(told)?);

        go(browser, &app, "#/settings")?;
        browser.fill(&textbox("Address of the page’s site"), "crm")?;
        browser.click(&button("Allow"))?;
        browser.reads("begins with https:// or http://")?;
        browser.fill(&textbox("Address of the page’s site"), &host)?;
        browser.click(&button("Allow"))?;
        browser.reads("Stop allowing http://")?;

        browser.session.go(&asks)?;
        says(browser, told, "perennial-ready")?;
        says(browser, told, "perennial-health-data")?;
        let shown = "return document.getElementById('card')?.shadowRoot?.textContent ?? ''";
        says(browser, shown, &name)?;
        says(browser, shown, "Where points are lost")?;
        browser.value("window.ask('nobody')")?;
        says(browser, told, r#""code":"unknown-account""#)?;
        // The log has seen the app, which is no file of the host.
        browser.session.log("performance").map(drop)
    });
}

/// Goes to a place of the app, from wherever the browser is.
fn go(browser: &Browser, app: &str, place: &str) -> Result<()> {
    browser.session.go(&format!("{app}{place}"))?;
    browser.settled()
}

/// Goes to the first customer of the list; gives id and name.
fn first_customer(browser: &Browser, app: &str) -> Result<(String, String)> {
    go(browser, app, "#/customers")?;
    customers::names(browser)?;
    let script =
        "return document.querySelector('.vtable__row .customer-link').getAttribute('href')";
    let place = browser.string(script)?;
    go(browser, app, &place)?;
    let name = browser.string("return document.querySelector('main h1').innerText")?;
    let id = place.trim_start_matches("#/customers/");
    let id = id.split('?').next().unwrap_or_default().to_owned();
    Ok((id, name))
}

/// The text that is ready to be copied.
fn text(browser: &Browser, label: &str) -> Result<String> {
    let field = browser.find(&By::new("textbox", label))?;
    let value = browser
        .session
        .script("return arguments[0].value", vec![field.argument()])?;
    value.as_str().map(str::to_owned).context("a text")
}

/// The text of a file that the browser was handed.
fn arrived(browser: &Browser, folder: &Folder, name: &str) -> Result<String> {
    let path = folder.path().join(name);
    browser.until(name, || Ok(path.is_file().then_some(())))?;
    Ok(fs::read_to_string(path)?)
}
