// Loaded before everything else in a process and its threads: the clock goes by what stands in a file, in
// milliseconds that it is ahead or behind. Only Date moves; timers go by the monotonic clock, as they do
// when a machine's clock is set.
const { readFileSync } = require('node:fs');

const file = process.env.MOVED_CLOCK;
const RealDate = Date;

function moved() {
  try {
    return Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    return 0;
  }
}

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + moved());
    else super(...args);
  }

  static now() {
    return RealDate.now() + moved();
  }
};
