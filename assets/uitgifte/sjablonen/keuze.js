(() => {
  const vak = document.getElementById("keuze-vak"), kies = document.getElementById("keuze");
  const rijen = document.getElementById("keuze-rijen"), beeld = document.getElementById("keuze-grafiek");
  const woord = getal => getal === null ? "niet bekend" : getal.toFixed(1).replace(".", ",") + "%";
  const lijn = (naam, y, kleur, streep) => ({
    type: "scatter", mode: "lines+markers", name: naam, x: keuze.weken, y: y, connectgaps: false,
    line: {color: kleur, width: 2, dash: streep}, marker: {size: 4, color: kleur},
    text: y.map(getal => naam + ": " + woord(getal)), hovertemplate: "%{text}<extra></extra>"
  });
  const rij = (week, cellen) => {
    const tr = document.createElement("tr"), kop = document.createElement("th");
    kop.scope = "row";
    kop.textContent = week.split("-").reverse().join("-");
    tr.append(kop, ...cellen.map(getal => Object.assign(document.createElement("td"), {textContent: woord(getal)})));
    return tr;
  };
  const toon = () => {
    const deel = kies.value === "" ? keuze.geheel : keuze.delen[Number(kies.value)];
    const naam = kies.selectedOptions[0].textContent, veilig = naam.replaceAll("<", "&lt;");
    const data = [lijn("Alles samen", keuze.geheel, "#8a6d3b", "dash")];
    if (kies.value !== "") data.push(lijn(veilig, deel, "#1f4f6d", "solid"));
    Plotly.react(beeld, data, keuze.opmaak, instelling);
    beeld.setAttribute("aria-label", "De gemiste lestijd van " + naam + " naast het geheel. Alle cijfers staan in de tabel eronder.");
    rijen.replaceChildren(...keuze.weken.map((week, n) => rij(week, [keuze.geheel[n], deel[n]])).reverse());
  };
  vak.hidden = false;
  kies.addEventListener("change", toon);
  toon();
})();
