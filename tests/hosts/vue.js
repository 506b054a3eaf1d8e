// A Vue page with the card: a bound property, a listener, coming and going.
import { createApp, defineComponent, h, ref } from "vue";
import "perennial-health/health";
import full from "../../crates/perennial-snapshot/tests/fixtures/full.json";

const Customer = defineComponent(() => {
  const isShown = ref(true);
  const name = ref("Acme");
  const chosen = ref("nothing");
  return () =>
    h("main", [
      h("button", { onClick: () => (isShown.value = !isShown.value) }, "Show or hide"),
      h("button", { onClick: () => (name.value = "Renamed") }, "Rename"),
      h("p", { id: "chosen" }, chosen.value),
      isShown.value &&
        h("perennial-health", {
          id: "card",
          data: { ...full, customer: { id: "A-17", name: name.value } },
          "onPerennial-health-select": (event) => (chosen.value = event.detail.id),
        }),
    ]);
});

createApp(Customer).mount("#app");
