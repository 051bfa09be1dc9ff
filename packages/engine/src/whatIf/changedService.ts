import { comparePosture } from '../path/worst';
import { findingsOf } from '../posture/findings';
import { mayBeBroken } from '../posture/pathPosture';
import type { ServiceFacts } from '../posture/serviceFacts';
import type { Path } from '../posture/servicePosture';
import type {
  ChangedFinding,
  WhatIfPath,
  WhatIfService,
  WhatIfVerdict,
} from './whatIfAnswer';

/** How a service changes; undefined when its verdict and its paths stay as they are. */
export function changedService(
  before: ServiceFacts | undefined,
  after: ServiceFacts | undefined,
): WhatIfService | undefined {
  const some = after ?? before;
  if (!some) return undefined;
  const paths = changedPaths(pathsOf(before), pathsOf(after));
  const verdicts = { before: verdictOf(before), after: verdictOf(after) };
  const findings = changedFindings(before, after);
  const same =
    JSON.stringify(verdicts.before) === JSON.stringify(verdicts.after);
  if (same && paths.length === 0) return undefined;
  const { namespace, name } = some.service.meta;
  return {
    service: { namespace, name },
    ...verdicts,
    direction: directionOf(verdicts, paths),
    paths,
    findings,
  };
}

function verdictOf(facts: ServiceFacts | undefined): WhatIfVerdict | null {
  if (!facts) return null;
  const { posture, mode, certainty, sentence } = facts;
  return { posture, mode, certainty, sentence };
}

function directionOf(
  { before, after }: Pick<WhatIfService, 'before' | 'after'>,
  paths: readonly WhatIfPath[],
): WhatIfService['direction'] {
  if (paths.some(path => path.breaks)) return 'worse';
  if (!before || !after) return 'other';
  // To know less is neither better nor worse.
  if (before.posture === 'unknown' || after.posture === 'unknown') {
    return 'other';
  }
  const further = comparePosture(after.posture, before.posture);
  if (further === 0) return 'other';
  return further > 0 ? 'better' : 'worse';
}

function pathsOf(facts: ServiceFacts | undefined): ReadonlyMap<string, Path> {
  const named = new Map<string, Path>();
  for (const { path } of facts?.paths ?? []) {
    const { edge, route, port } = path;
    const { kind, namespace, name, host, path: prefix } = route;
    const key = JSON.stringify([
      [edge.vendor, edge.kind, edge.namespace, edge.name],
      [kind, namespace, name, host, prefix, port],
    ]);
    // Paths come worst first: of two by one rule the worse is told.
    if (!named.has(key)) named.set(key, path);
  }
  return named;
}

function changedPaths(
  before: ReadonlyMap<string, Path>,
  after: ReadonlyMap<string, Path>,
): readonly WhatIfPath[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(key => {
    const was = before.get(key);
    const is = after.get(key);
    const some = is ?? was;
    if (!some || was?.posture === is?.posture) return [];
    const { edge, route, port } = some;
    return [
      {
        edge,
        route,
        port,
        before: was?.posture ?? null,
        after: is?.posture ?? null,
        sentence: is?.sentence ?? 'This path is gone.',
        breaks: breaks(was, is),
      },
    ];
  });
}

function breaks(was: Path | undefined, is: Path | undefined): boolean {
  if (!was || was.hops.some(mayBeBroken)) return false;
  return !is || is.hops.some(mayBeBroken);
}

function changedFindings(
  before: ServiceFacts | undefined,
  after: ServiceFacts | undefined,
): WhatIfService['findings'] {
  const old = findingsByCode(before);
  const now = findingsByCode(after);
  return {
    appear: [...now.values()].filter(({ code }) => !old.has(code)),
    go: [...old.values()].filter(({ code }) => !now.has(code)),
  };
}

function findingsByCode(
  facts: ServiceFacts | undefined,
): ReadonlyMap<string, ChangedFinding> {
  const found = facts ? findingsOf(facts) : [];
  return new Map(
    found.map(({ code, severity, title }) => [code, { code, severity, title }]),
  );
}
