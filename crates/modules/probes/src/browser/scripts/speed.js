// How a page came to be seen, from its first byte: kept from the beginning, asked at the end.
globalThis.parvisSpeed ??= (() => {
  const kept = { lcp: null, lcpElement: null, shifts: [], long: [] };
  const watch = (type, each) => {
    try {
      new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
    } catch { /* This browser does not measure it. */ }
  };
  watch("largest-contentful-paint", (entry) => { kept.lcp = entry.startTime; kept.lcpElement = entry.element; });
  watch("layout-shift", (entry) => { if (!entry.hadRecentInput && kept.shifts.length < 5000) kept.shifts.push([entry.startTime, entry.value]); });
  watch("longtask", (entry) => { if (kept.long.length < 5000) kept.long.push([entry.startTime, entry.duration]); });
  return kept;
})();
