// The page that a CRM shows in a frame, with the id of its record in the address: it asks the CRM for the data.
const query = new URLSearchParams(location.search);
const card = document.getElementById("card");
card.setAttribute("account", query.get("record"));
card.setAttribute("origins", query.get("crm"));
