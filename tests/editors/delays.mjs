// Delays that users feel, and whether this machine has the time to keep them now.

import { cpus, loadavg } from 'node:os';

const PROBES = 60;
const PAUSE_MS = 5;
const LATE_MS = 4;

export function percentile(values, share) {
    const ordered = [...values].sort((a, b) => a - b);
    return ordered[Math.min(ordered.length - 1, Math.max(0, Math.ceil(share * ordered.length) - 1))];
}

/** Whether what wakes up gets a core at once, 95 times of 100. */
async function hasTime() {
    if (loadavg()[0] > cpus().length * 1.5) return false;
    const late = [];
    for (let i = 0; i < PROBES; i++) {
        const began = performance.now();
        await new Promise((next) => setTimeout(next, PAUSE_MS));
        late.push(performance.now() - began - PAUSE_MS);
    }
    return percentile(late, 0.95) < LATE_MS;
}

/**
 * Measures, and holds the result to its bounds: { what: [milliseconds, bound] }. A machine that others
 * keep busy proves nothing: what was measured is said, and the bounds are left out.
 */
export async function expectWithin(measure, rounds = 3) {
    for (let round = 1; ; round++) {
        const isQuiet = await hasTime();
        const measured = Object.entries(await measure());
        for (const [what, [took, bound]] of measured) console.log(`# ${what}: ${took.toFixed(1)} ms (bar: ${bound} ms)`);
        const over = measured.filter(([, [took, bound]]) => took > bound);
        if (over.length === 0) return;
        if (!isQuiet || !(await hasTime())) {
            console.log(`# load ${loadavg()[0]} on ${cpus().length} cores: not held to the bars`);
            return;
        }
        if (round === rounds) throw new Error(`too slow in each of ${rounds} rounds: ${over.map(([what]) => what)}`);
    }
}
