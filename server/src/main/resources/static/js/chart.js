// Draws the charts of a page with ECharts, as SVG so that they stay sharp and need no inline style sheet. All words
// come from the server. `t` opens the table of the chart that has the focus, else the tables of all charts.

const FEW = 8;
const WIDE = 480;

const charts = [];

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--kw-${name}`).trim();
  return {
    line: of('line'),
    base: of('line-strong'),
    ink: of('ink'),
    words: of('ink-2'),
    quiet: of('ink-3'),
    fill: of('accent'),
    soft: of('accent-soft'),
    paper: of('paper'),
    surface: of('surface'),
    font: getComputedStyle(document.body).fontFamily,
  };
}

// Which pieces carry their figure: all of a few, else the last and the one that stands out.
function labelled({ shape, points }, width) {
  const known = points.flatMap((point, i) => (point.value === null ? [] : [i]));
  if (points.length <= FEW && width >= WIDE) {
    return new Set(known);
  }
  const worse = shape === 'BARS' ? (a, b) => a > b : (a, b) => a < b;
  const telling = known.reduce((best, i) => (worse(points[i].value, points[best].value) ? i : best), known[0]);
  const last = known.at(-1);
  // side by side they would cover each other
  return new Set(Math.abs(last - telling) * (width / points.length) < 72 ? [telling] : [telling, last]);
}

// Readable on the band and on hatched ground too.
const words = (colour) => ({ color: colour.words, fontSize: 12, textBorderColor: colour.paper, textBorderWidth: 3 });

const hatch = (colour) => ({ symbol: 'rect', rotation: -Math.PI / 4, color: colour, dashArrayX: [1, 0], dashArrayY: [3, 3] });

function bars(chart, shown, colour) {
  return [
    {
      type: 'bar',
      barMaxWidth: 48,
      barCategoryGap: chart.points.length > 40 ? '12%' : '28%',
      itemStyle: { color: colour.fill, borderRadius: [3, 3, 0, 0] },
      data: chart.points.map((point, i) => ({
        value: point.value,
        label: { show: shown.has(i), formatter: point.words },
        itemStyle: point.incomplete
          ? { color: colour.soft, borderColor: colour.fill, borderWidth: 1, decal: hatch(colour.fill) }
          : {},
      })),
      label: { position: 'top', distance: 4, ...words(colour) },
    },
  ];
}

// The interval is a band between two lines that are not drawn themselves; what is not over stands on hatched ground.
function line(chart, shown, colour) {
  const band = {
    type: 'line',
    stack: 'interval',
    symbol: 'none',
    silent: true,
    lineStyle: { opacity: 0 },
  };
  const top = chart.ticks.at(-1).at;
  return [
    { ...band, data: chart.points.map((point) => point.low) },
    {
      ...band,
      data: chart.points.map((point) => (point.low === null ? null : point.high - point.low)),
      areaStyle: { color: colour.fill, opacity: 0.16 },
    },
    {
      type: 'bar',
      silent: true,
      barCategoryGap: '0%',
      itemStyle: { color: 'transparent', decal: hatch(colour.line) },
      data: chart.points.map((point) => (point.incomplete ? top : null)),
    },
    {
      type: 'line',
      symbol: 'circle',
      symbolSize: chart.points.length > 40 ? 4 : 7,
      showAllSymbol: true,
      lineStyle: { color: colour.fill, width: 2 },
      data: chart.points.map((point, i) => ({
        value: point.value,
        label: { show: shown.has(i), formatter: point.words },
        itemStyle: point.incomplete
          ? { color: colour.surface, borderColor: colour.fill, borderWidth: 2 }
          : { color: colour.fill },
      })),
      label: { position: 'bottom', distance: 6, ...words(colour) },
    },
  ];
}

function tooltip(point) {
  const safe = echarts.format.encodeHTML;
  const lines = [safe(point.label), point.words && `<b>${safe(point.words)}</b>`, safe(point.detail)];
  return lines.filter((one) => one).join('<br>');
}

function option(chart, width) {
  const colour = colours();
  const shown = labelled(chart, width);
  const names = new Map(chart.ticks.map((tick) => [tick.at, tick.label]));
  return {
    animation: false,
    textStyle: { fontFamily: colour.font },
    grid: { left: 0, right: shown.has(chart.points.length - 1) ? 28 : 8, top: 24, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: chart.points.map((point) => point.label),
      axisLine: { lineStyle: { color: colour.base } },
      axisTick: { show: false },
      axisLabel: { color: colour.quiet, fontSize: 12, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      min: chart.ticks[0].at,
      max: chart.ticks.at(-1).at,
      interval: chart.ticks[1].at - chart.ticks[0].at,
      splitLine: { lineStyle: { color: colour.line } },
      axisLabel: { color: colour.quiet, fontSize: 12, formatter: (value) => names.get(value) ?? '' },
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      axisPointer: { type: 'line', lineStyle: { color: colour.base, type: 'solid' } },
      backgroundColor: colour.surface,
      borderColor: colour.base,
      textStyle: { color: colour.ink, fontSize: 13 },
      formatter: (found) => tooltip(chart.points[found[0].dataIndex]),
    },
    series: chart.shape === 'BARS' ? bars(chart, shown, colour) : line(chart, shown, colour),
  };
}

function draw(place) {
  const chart = JSON.parse(place.dataset.chart);
  const drawing = echarts.init(place, null, { renderer: 'svg' });
  const paint = () => drawing.setOption(option(chart, place.clientWidth), true);
  paint();
  new ResizeObserver(() => {
    drawing.resize();
    paint();
  }).observe(place);
  // the whole height of a piece of time opens to what it is made of
  const piece = (event) => {
    const at = [event.offsetX, event.offsetY];
    return drawing.containPixel('grid', at) ? chart.points[drawing.convertFromPixel({ xAxisIndex: 0 }, at[0])] : undefined;
  };
  drawing.getZr().on('click', (event) => {
    const point = piece(event);
    if (point) {
      location.assign(point.href);
    }
  });
  drawing.getZr().on('mousemove', (event) => drawing.getZr().setCursorStyle(piece(event) ? 'pointer' : 'default'));
  place.addEventListener('keydown', (event) => {
    if (event.key === 't' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const table = document.getElementById(place.dataset.table);
      table.open = !table.open;
      event.preventDefault();
      event.stopPropagation();
    }
  });
  charts.push(paint);
}

document.querySelectorAll('[data-chart]').forEach(draw);

// Other colours for other themes.
new MutationObserver(() => charts.forEach((paint) => paint())).observe(document.documentElement, {
  attributes: true,
  attributeFilter: ['data-bs-theme'],
});

for (const button of document.querySelectorAll('[data-all-tables]')) {
  button.hidden = charts.length === 0;
  button.addEventListener('click', () => {
    const tables = [...document.querySelectorAll('[data-chart]')].map((place) => document.getElementById(place.dataset.table));
    const open = tables.some((table) => !table.open);
    tables.forEach((table) => (table.open = open));
    button.setAttribute('aria-pressed', String(open));
  });
}
