// A React page with the card: a property, a listener, coming and going.
import { StrictMode, useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import "perennial-health/health";
import full from "../../crates/perennial-snapshot/tests/fixtures/full.json";

function Customer() {
  const [isShown, show] = useState(true);
  const [name, rename] = useState("Acme");
  const [chosen, choose] = useState("nothing");
  const card = useRef(null);
  useEffect(() => {
    const heard = (event) => choose(event.detail.id);
    const element = card.current;
    element?.addEventListener("perennial-health-select", heard);
    return () => element?.removeEventListener("perennial-health-select", heard);
  }, [isShown]);
  const data = { ...full, customer: { id: "A-17", name } };
  return (
    <main>
      <button onClick={() => show(!isShown)}>Show or hide</button>
      <button onClick={() => rename("Renamed")}>Rename</button>
      <p id="chosen">{chosen}</p>
      {isShown && <perennial-health id="card" ref={card} data={data} />}
    </main>
  );
}

createRoot(document.getElementById("app")).render(
  <StrictMode>
    <Customer />
  </StrictMode>,
);
