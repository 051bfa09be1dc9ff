import type { Pod } from '../state/kinds/pod';

/**
 * Value of `--flag=value` or `--flag value` among a pod's containers; empty for a flag without value,
 * undefined where it does not stand.
 */
export function flagOf(pod: Pod, flag: string): string | undefined {
  for (const container of pod.containers) {
    const words = [...container.command, ...container.args];
    const joined = words.find(word => word.startsWith(`${flag}=`));
    if (joined !== undefined) return joined.slice(flag.length + 1);
    const index = words.indexOf(flag);
    if (index < 0) continue;
    const next = words[index + 1];
    return next === undefined || next.startsWith('-') ? '' : next;
  }
  return undefined;
}
