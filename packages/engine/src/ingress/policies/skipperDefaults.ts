// What flags of Skipper make of every route: filters before and behind its own (zalando/skipper
// config/defaultfilterflags.go, eskip.DefaultFilters), and what is kept in files, which are not read.
import { flagsOf } from '../edges/flagOf';
import type { Instance } from '../edges/instances';

const before = '-default-filters-prepend';
const behind = '-default-filters-append';

const unread: readonly (readonly [flag: string, does: string])[] = [
  ['-config-file', 'reads its flags from a file'],
  ['-default-filters-dir', 'has filters for Services in files'],
  ['-edit-route', 'edits routes'],
  ['-clone-route', 'clones routes'],
];

/** Of several the last counts. */
function said(instance: Instance | undefined, flag: string): string {
  const all = instance?.pods.flatMap(pod => flagsOf(pod, flag)) ?? [];
  return all.at(-1) ?? '';
}

/** Filters of a route with those that every route has. */
export function withDefaultFilters(
  instance: Instance | undefined,
  written: string,
): string {
  return [said(instance, before), written, said(instance, behind)]
    .filter(one => one.trim() !== '')
    .join(' -> ');
}

/** The filters that flags give to every route, by flag. */
export function defaultFilters(
  instance: Instance,
): readonly { readonly flag: string; readonly written: string }[] {
  return [before, behind]
    .map(flag => ({ flag, written: said(instance, flag) }))
    .filter(({ written }) => written.trim() !== '');
}

/** What may change any route, and is not read. */
export function skipperDoubts(
  instance: Instance | undefined,
): readonly string[] {
  return unread
    .filter(([flag]) =>
      instance?.pods.some(pod => flagsOf(pod, flag).length > 0),
    )
    .map(
      ([flag, does]) =>
        `Skipper ${does} (${flag}), which is not read: it could change the Host.`,
    );
}
