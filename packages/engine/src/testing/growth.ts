/**
 * How many times the CPU time of `work` grows while its size grows tenfold: about 10 where it is linear, 100 where it
 * is quadratic. A quotient of one run, so that it says the same on a slow or busy machine.
 */
export function growthTenfold<T>(
  size: number,
  prepare: (size: number) => T,
  work: (prepared: T) => unknown,
): number {
  const small = Array.from({ length: 5 }, () => prepare(size / 10));
  // What runs for the first time is compiled first.
  work(small[0]);
  const each = cpuOf(() => small.slice(1).forEach(work)) / 4;
  const large = prepare(size);
  return cpuOf(() => work(large)) / each;
}

/** CPU time of all threads, in microseconds. */
function cpuOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
