//! Everything the app may ask of the worker.

use crate::packed::Packed;
use crate::query::{CustomersQuery, Window};
use crate::view::{
    ConstantView, FormatView, InboxQuery, KeyView, ModelAction, ModelQuery, RegisterQuery,
    TableChoice, TargetView, WorkAction,
};
use perennial_data::{Day, Join, Language, TableId};
use serde::{Deserialize, Serialize};

/// A request with the number that its reply will carry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToWorker {
    /// Counts up from 1; also names the job in [`Request::Cancel`].
    pub id: u32,
    /// What is asked.
    pub body: Request,
}

/// What is asked. Files travel beside the message, in the order of their names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(clippy::large_enum_variant)] // messages are few and short-lived
pub enum Request {
    /// Opens what this browser has stored; once it is open, the workspace as it is now, which the
    /// app asks for after every [`crate::Event::Changed`]. → [`crate::Response::Workspace`]
    Open,
    /// Replaces the workspace by the sample, its history ending on `as_of`. → Workspace
    LoadSample {
        /// Names and notes in this language.
        language: Language,
        /// The last day of the sample's history.
        as_of: Day,
    },
    /// Looks into the files that came beside this message. → Import
    Inspect {
        /// Date of each file, as the file system says it.
        modified: Vec<Day>,
        /// What "today" is, for files that do not say.
        today: Day,
    },
    /// Looks into a table that was pasted. → Import
    InspectText {
        /// The text as pasted.
        text: String,
        /// Its date.
        today: Day,
    },
    /// Changes one decision of the import under way. → Import
    EditImport(ImportEdit),
    /// Reads the files as decided and joins them into the workspace; where there are data already, only to show
    /// what would change. Reports progress. → Imported
    RunImport,
    /// Takes what [`Request::RunImport`] showed into the workspace. → Imported
    ApplyImport,
    /// Forgets the import under way. → Done
    DropImport,
    /// Keys that rows came with and that name no account, those with the most rows first. → Unmatched
    Unmatched {
        /// Which of them.
        window: Window,
    },
    /// Joins the rows that came with a key to an account, now and in later imports. → Workspace
    Assign {
        /// The key.
        key: String,
        /// The account's id.
        account: String,
    },
    /// Stops a job as soon as it can be; the job's own reply is the failure `cancelled`. → Done
    Cancel {
        /// The number of the request that started the job.
        job: u32,
    },
    /// Rows of one file that the last import set aside. → Rejects
    Rejects {
        /// The file's position in the import.
        file: u32,
        /// Which of them.
        window: Window,
    },
    /// The same as a CSV file. → File
    RejectsFile {
        /// The file's position in the import.
        file: u32,
    },
    /// What is doubtful in the data on a date. → Quality
    Quality {
        /// The date; rows dated later are themselves doubtful.
        as_of: Day,
    },
    /// The rows that a finding is about, in order of the table; the first columns name the customer. → Rows
    FindingRows {
        /// The date of the report.
        as_of: Day,
        /// The finding's position in the report.
        finding: u32,
        /// Which of the rows.
        window: Window,
    },
    /// The portfolio on a date, and what moved since another. → Portfolio
    Portfolio {
        /// The date.
        as_of: Day,
        /// The earlier date.
        since: Day,
    },
    /// Computes the metrics of a date ahead of need. → Done
    Prepare {
        /// The date.
        as_of: Day,
    },
    /// Health of all customers at each date, with some weights of the model replaced: what a slider
    /// asks. The workspace stays as it is. → Totals
    WhatIf {
        /// The dates.
        dates: Vec<Day>,
        /// Measures and their weights, at least 0; others keep the model's.
        weights: Vec<(String, f64)>,
    },
    /// Rows of the Customers table. → Customers
    Customers(CustomersQuery),
    /// The rows of the query as CSV (UTF-8 with BOM), all of them. → File
    CustomersFile(CustomersQuery),
    /// The customers that match, grouped by the values of the first column; order and window do not matter.
    /// → Groups
    Groups(CustomersQuery),
    /// One customer. → Customer
    Customer {
        /// The account's id.
        account: String,
        /// The date.
        as_of: Day,
        /// The date that the change is explained from.
        since: Day,
    },
    /// What would lift one customer into the next band, and which measures disagree with its score. → Outlook
    Outlook {
        /// The account's id.
        account: String,
        /// The date.
        as_of: Day,
    },
    /// The change between two dates. → Change
    Change {
        /// The account's id.
        account: String,
        /// The earlier date.
        from: Day,
        /// The later date.
        to: Day,
    },
    /// What a metric is, its value for an account, and the rows behind it. → Metric
    Metric {
        /// The metric's id.
        metric: String,
        /// The account's id.
        account: String,
        /// The date.
        as_of: Day,
        /// Which of the rows.
        window: Window,
    },
    /// All metrics. → Catalogue
    Catalogue,
    /// Rows of a table of one customer, newest first. → Rows
    Rows {
        /// The account's id.
        account: String,
        /// The table.
        table: TableId,
        /// Rows dated later do not exist.
        as_of: Day,
        /// Which of them.
        window: Window,
    },
    /// Accounts whose id or name holds the words. → Search
    Search {
        /// The words.
        text: String,
        /// How many at the most.
        limit: u32,
    },
    /// Takes the shipped model of that id. → Workspace
    UseModel {
        /// The model's id.
        model: String,
    },
    /// Takes a model from a JSON document. → Workspace
    LoadModel {
        /// The document.
        json: String,
    },
    /// A table with all its rows, as CSV that imports as what it is. → File
    TableFile {
        /// The table.
        table: TableId,
        /// Whether a byte order mark stands before it: spreadsheet programs want one, others do not.
        bom: bool,
    },
    /// The model as a JSON document. → File
    ModelFile,
    /// What the model room asks; bytes, as only that part reads it. → Model
    ModelRoom(Packed<ModelQuery>),
    /// What the model room does. → Workspace
    EditModel(Packed<ModelAction>),
    /// Sets or replaces the override of an account. → Workspace
    SetOverride {
        /// The account's id.
        account: String,
        /// Health, 0–100.
        value: f64,
        /// Who says so.
        author: String,
        /// Why.
        reason: String,
        /// From this day.
        set_on: Day,
        /// To this day, inclusive.
        expires_on: Day,
    },
    /// Takes the override of an account away. → Workspace
    ClearOverride {
        /// The account's id.
        account: String,
    },
    /// What there is to do. → Inbox
    Inbox(InboxQuery),
    /// The board of stages and what is told of them. → Lifecycle
    Lifecycle {
        /// The date.
        as_of: Day,
    },
    /// What the draft of the model would do to alerts and tasks. → Cascade
    Cascade {
        /// The date.
        as_of: Day,
    },
    /// How many customers were in which stage and had which alert on each of these dates. → StageHistory
    StageHistory {
        /// The dates, in any order; those before the days known for the last of them are left out.
        dates: Vec<Day>,
    },
    /// The value map. → ValueMap
    ValueMap {
        /// The date.
        as_of: Day,
    },
    /// Stage, alerts, tasks and timeline of one customer. → CustomerLife
    CustomerLife {
        /// The account's id.
        account: String,
        /// The date.
        as_of: Day,
    },
    /// One customer as a small document that the card outside of the app shows (`perennial-snapshot`). → File
    /// Bytes, as only the part on life reads them.
    Snapshot(Packed<SnapshotQuery>),
    /// A list over all customers; bytes, as only the part on life reads it. → Register, or File
    Register(Packed<RegisterQuery>),
    /// Something that the user did, kept with the workspace. → Workspace
    Work {
        /// The day on which it is done.
        on: Day,
        /// Who did it; empty where nobody put down a name.
        author: String,
        /// What.
        actions: Packed<Vec<WorkAction>>,
    },
    /// All of the user's own work as CSV (UTF-8 with BOM), oldest first. → File
    WorkFile,
    /// Moves the cut between low and high value; `None`: the portfolio's median. → Workspace
    SetTierCut {
        /// The cut on both axes, 0–100.
        cut: Option<f64>,
    },
    /// Takes another set of stages into use. → Workspace
    UseStages {
        /// The set's id.
        set: String,
    },
    /// Takes holidays and make-up workdays from a CSV of date and kind. → Workspace
    LoadCalendar {
        /// The text of the file.
        text: String,
    },
    /// Takes the last change back. → Workspace
    Undo,
    /// Makes the change that was taken back again. → Workspace
    Redo,
    /// Everything in one file. → File
    Backup {
        /// What opens the file again; `None`: it opens for everybody.
        passphrase: Option<String>,
        /// Without names, amounts and free text, and without what people did; `None`: with everything.
        mask: Option<Packed<MaskWords>>,
    },
    /// The lists that came beside this message, files of CSV that this program made, as a workbook with a sheet for
    /// each, called as its file. → File
    Book {
        /// The workbook's name.
        name: String,
    },
    /// Replaces the workspace by a file that [`Request::Backup`] made, which comes beside the message. → Workspace
    Restore {
        /// What the file was closed with.
        passphrase: Option<String>,
    },
    /// Forgets everything that is stored. → Workspace
    DeleteAll,
    /// How much is stored and how safely. → Storage
    Storage,
}

/// Which snapshot is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotQuery {
    /// The account's id.
    pub account: String,
    /// The date.
    pub as_of: Day,
    /// The date that the change is explained from.
    pub since: Day,
}

/// How names are replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaskWords {
    /// Decides who is who and by how much amounts are multiplied; nobody is told it.
    pub secret: u64,
    /// What a customer is called, before a number.
    pub customer: String,
    /// What a person is called, before a number.
    pub person: String,
}

/// One decision about the import under way. Files and columns are named by position.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ImportEdit {
    /// In which encoding the file is; it is looked into anew.
    Encoding {
        /// The file.
        file: u32,
        /// The encoding's label.
        encoding: String,
    },
    /// What the file is.
    Table {
        /// The file.
        file: u32,
        /// The table, the one wide sheet, or not at all.
        table: TableChoice,
    },
    /// What a column is.
    Target {
        /// The file.
        file: u32,
        /// The column.
        column: u32,
        /// What it is.
        target: TargetView,
    },
    /// How a column's values are read.
    Format {
        /// The file.
        file: u32,
        /// The column.
        column: u32,
        /// How.
        format: FormatView,
    },
    /// By what the file's rows name their account.
    Key {
        /// The file.
        file: u32,
        /// By what.
        key: KeyView,
    },
    /// The value of a field that no column has.
    Constant {
        /// The file.
        file: u32,
        /// Field and value.
        constant: ConstantView,
    },
    /// How the rows of the file's table join those that are there.
    Join {
        /// The file.
        file: u32,
        /// How.
        join: Join,
    },
    /// The date of the file's snapshot values.
    FileDate {
        /// The file.
        file: u32,
        /// The date.
        date: Day,
    },
    /// Forgets what was decided about the last file with the same header.
    Anew {
        /// The file.
        file: u32,
    },
    /// Accepts the proposed answer of every open question.
    AcceptAll,
}
