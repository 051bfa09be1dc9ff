import type { Pod } from '../../state/kinds/pod';

/**
 * Value of `--flag=value` or `--flag value` among a pod's containers; empty for a flag without value,
 * undefined where it does not stand. Letters' case does not count, as some vendors have it.
 */
export function flagOf(pod: Pod, flag: string): string | undefined {
  const wanted = flag.toLowerCase();
  for (const container of pod.containers) {
    const words = wordsOf(container, flag);
    const joined = words.find(word =>
      word.toLowerCase().startsWith(`${wanted}=`),
    );
    if (joined !== undefined) return joined.slice(flag.length + 1);
    const index = words.findIndex(word => word.toLowerCase() === wanted);
    if (index < 0) continue;
    const next = words[index + 1];
    return next === undefined || next.startsWith('-') ? '' : next;
  }
  return undefined;
}

/** What a container is told; a flag with its values in one word, as YAML folds them, is `--flag=a,b`. */
function wordsOf({ command, args }: Pod['containers'][number], wanted: string) {
  return [...command, ...args].map(word => {
    const [flag, ...values] = word.trim().split(/\s+/);
    const whole =
      values.length > 0 && /^--[\w-]+$/.test(flag)
        ? `${flag}=${values.join(',')}`
        : word;
    // Flags of one dash can be written with two (pkg.go.dev/flag).
    return /^-[^-]/.test(wanted) && whole.startsWith('--')
      ? whole.slice(1)
      : whole;
  });
}

/** All values of a flag that may stand several times. */
export function flagsOf(pod: Pod, flag: string): readonly string[] {
  const wanted = flag.toLowerCase();
  return pod.containers.flatMap(container => {
    const words = wordsOf(container, flag);
    return words.flatMap((word, index) => {
      const lower = word.toLowerCase();
      if (lower.startsWith(`${wanted}=`)) return [word.slice(flag.length + 1)];
      const next = words.at(index + 1);
      return lower === wanted && next !== undefined && !next.startsWith('-')
        ? [next]
        : [];
    });
  });
}

/**
 * Whether a flag of yes or no is set: by standing there, by its value, or by a setting of what it turns
 * on (`--flag.setting=…`, as Traefik has it).
 */
export function isFlagSet(pod: Pod, flag: string): boolean {
  const value = flagOf(pod, flag);
  if (value !== undefined) return value !== 'false';
  const below = `${flag.toLowerCase()}.`;
  return pod.containers.some(({ command, args }) =>
    [...command, ...args].some(word => word.toLowerCase().startsWith(below)),
  );
}

/** Value of an environment variable of a pod's containers, of those that are kept. */
export function variableOf(pod: Pod, name: string): string | undefined {
  return pod.containers
    .map(container => container.env[name] as string | undefined)
    .find(value => value !== undefined);
}
