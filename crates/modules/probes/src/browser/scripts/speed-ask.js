(async () => {
  // What was painted last is told with the next frame.
  await Promise.race([new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))), new Promise((done) => setTimeout(done, 500))]);
  const kept = globalThis.parvisSpeed ?? { lcp: null, shifts: [], long: [] };
  const loaded = performance.getEntriesByType("navigation")[0];
  const first = performance.getEntriesByName("first-contentful-paint")[0];
  // The largest burst: shifts less than a second apart, of five seconds at most (web.dev/cls).
  let most = 0, sum = 0, begun = -1e9, last = -1e9;
  for (const [at, value] of kept.shifts) {
    if (at - last > 1000 || at - begun > 5000) { sum = 0; begun = at; }
    sum += value; last = at; most = Math.max(most, sum);
  }
  return {
    lcp: kept.lcp, fcp: first?.startTime ?? null, cls: most,
    blocking: kept.long.reduce((sum, [, time]) => sum + Math.max(0, time - 50), 0), long_tasks: kept.long.length,
    dom_ready: loaded?.domContentLoadedEventEnd || null, loaded: loaded?.loadEventEnd || null,
  };
})()
