//! Small drawings, 16 × 16, in the colour of the text around them. They never carry meaning alone.

use yew::prelude::*;

/// A drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the names say what is drawn
pub(crate) enum Icon {
    Leaf,
    Start,
    Import,
    Portfolio,
    Customers,
    Customer,
    Inbox,
    Lifecycle,
    Value,
    Model,
    Settings,
    Search,
    Close,
    Undo,
    Redo,
    Sun,
    Moon,
    Globe,
    Calendar,
    Back,
    Forward,
    Up,
    Down,
    Filter,
    Columns,
    Download,
    Print,
    File,
    Info,
    Warning,
    Trash,
    Disk,
    Clock,
    Task,
    Copy,
    Plus,
    Pen,
    Embed,
}

impl Icon {
    /// The strokes.
    fn path(self) -> &'static str {
        match self {
            Self::Leaf => {
                "M8 14V8M8 9C8 5.5 5.5 3.5 2 3.5C2 7 4.5 9 8 9ZM8 11C8 8 10.5 6.5 14 6.5C14 9.5 11.5 11 8 11Z"
            }
            Self::Start => "M2.5 7.5L8 2.5L13.5 7.5M4 6.5V13.5H12V6.5",
            Self::Import => "M8 2.5V10M5 7L8 10L11 7M2.5 10.5V13.5H13.5V10.5",
            Self::Portfolio => {
                "M2.5 2.5H7V7H2.5ZM9 2.5H13.5V5.5H9ZM9 7.5H13.5V13.5H9ZM2.5 9H7V13.5H2.5Z"
            }
            Self::Customers => "M2.5 4H13.5M2.5 8H13.5M2.5 12H13.5",
            Self::Customer => {
                "M2.5 2.5H13.5V13.5H2.5ZM8 5A1.5 1.5 0 1 1 8 8A1.5 1.5 0 1 1 8 5ZM5 11.5C5 10 6.5 9.5 8 9.5C9.5 9.5 11 10 11 11.5"
            }
            Self::Inbox => "M2.5 9.5L4.5 3H11.5L13.5 9.5V13H2.5ZM2.5 9.5H6L7 11H9L10 9.5H13.5",
            Self::Lifecycle => "M2.5 3H5V13H2.5ZM6.75 3H9.25V10H6.75ZM11 3H13.5V7H11Z",
            Self::Value => {
                "M2.5 2.5V13.5H13.5M8 2.5V11M5 8H13.5M10.5 5.25H10.51M11.75 5.25H11.76M5.25 10.5H5.26"
            }
            Self::Model => "M2.5 13.5C7 13.5 6.5 3 13.5 3M2.5 2.5V13.5H13.5M8 8H8.01",
            Self::Settings => {
                "M2.5 5H8.5M12 5H13.5M10.25 3.5V6.5M2.5 11H4M7.5 11H13.5M5.75 9.5V12.5"
            }
            Self::Search => "M7 2.5A4.5 4.5 0 1 1 7 11.5A4.5 4.5 0 1 1 7 2.5ZM10.5 10.5L13.5 13.5",
            Self::Close => "M4 4L12 12M12 4L4 12",
            Self::Undo => "M6 3.5L3 6.5L6 9.5M3 6.5H9.5A3.25 3.25 0 0 1 9.5 13H6",
            Self::Redo => "M10 3.5L13 6.5L10 9.5M13 6.5H6.5A3.25 3.25 0 0 0 6.5 13H10",
            Self::Sun => {
                "M8 5.5A2.5 2.5 0 1 1 8 10.5A2.5 2.5 0 1 1 8 5.5ZM8 1.5V3M8 13V14.5M1.5 8H3M13 8H14.5M3.4 3.4L4.45 4.45M11.55 11.55L12.6 12.6M12.6 3.4L11.55 4.45M4.45 11.55L3.4 12.6"
            }
            Self::Moon => "M13 9.5A5.5 5.5 0 1 1 6.5 3A4.5 4.5 0 0 0 13 9.5Z",
            Self::Globe => {
                "M8 2A6 6 0 1 1 8 14A6 6 0 1 1 8 2ZM2 8H14M8 2C5 5 5 11 8 14M8 2C11 5 11 11 8 14"
            }
            Self::Calendar => "M2.5 3.5H13.5V13.5H2.5ZM2.5 6.5H13.5M5.5 2V4.5M10.5 2V4.5",
            Self::Back => "M10 3.5L5.5 8L10 12.5",
            Self::Forward => "M6 3.5L10.5 8L6 12.5",
            Self::Up => "M3.5 10L8 5.5L12.5 10",
            Self::Down => "M3.5 6L8 10.5L12.5 6",
            Self::Filter => "M2.5 3.5H13.5L9.5 8.5V13L6.5 11.5V8.5Z",
            Self::Columns => "M2.5 3H13.5V13H2.5ZM6.2 3V13M9.8 3V13",
            Self::Download => "M8 2.5V10M5 7L8 10L11 7M3 13.5H13",
            Self::Print => "M4.5 6V2.5H11.5V6M4.5 11H2.5V6H13.5V11H11.5M4.5 9H11.5V13.5H4.5Z",
            Self::File => "M3.5 2.5H9.5L12.5 5.5V13.5H3.5ZM9.5 2.5V5.5H12.5",
            Self::Info => "M8 2A6 6 0 1 1 8 14A6 6 0 1 1 8 2ZM8 7.5V11M8 5H8.01",
            Self::Warning => "M8 2.5L14 13.5H2ZM8 6.5V10M8 11.75H8.01",
            Self::Trash => "M2.5 4.5H13.5M6 4.5V2.5H10V4.5M4 4.5L4.5 13.5H11.5L12 4.5",
            Self::Disk => "M2.5 2.5H11L13.5 5V13.5H2.5ZM5 2.5V6H10.5V2.5M5 13.5V9.5H11V13.5",
            Self::Clock => "M8 2A6 6 0 1 1 8 14A6 6 0 1 1 8 2ZM8 4.5V8L10.5 9.5",
            Self::Task => "M4 14V2.5H12.5L10.5 5.5L12.5 8.5H4",
            Self::Copy => "M5.5 5.5H13.5V13.5H5.5ZM10.5 5.5V2.5H2.5V10.5H5.5",
            Self::Embed => "M5.5 4.5L2 8L5.5 11.5M10.5 4.5L14 8L10.5 11.5M9 3L7 13",
            Self::Pen => "M3 13L3.5 10.5L11 3L13 5L5.5 12.5ZM9.5 4.5L11.5 6.5",
            Self::Plus => "M8 3V13M3 8H13",
        }
    }

    /// The icon in the size of text, hidden from screen readers: the text beside it, or the label
    /// around it, speaks.
    pub(crate) fn view(self) -> Html {
        self.view_sized(16)
    }

    /// The same with sides of so many CSS pixels.
    pub(crate) fn view_sized(self, px: u32) -> Html {
        let px = AttrValue::from(px.to_string());
        html! {
            <svg
                width={px.clone()} height={px} viewBox="0 0 16 16" fill="none"
                stroke="currentColor" stroke-width="1.5" stroke-linecap="round"
                stroke-linejoin="round" aria-hidden="true" focusable="false"
            >
                <path d={self.path()} />
            </svg>
        }
    }
}
