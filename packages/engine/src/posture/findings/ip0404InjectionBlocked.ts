import { injectionOf } from '../../mesh';
import { objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { outsiders } from '../outsiders';

/** Somebody asked for the mesh, and something else forbids it: no restart will help. */
export const ip0404 = findingRule('IP0404', facts =>
  outsiders(facts).flatMap(pod => {
    const injection = injectionOf(facts.state, pod);
    if (injection.kind !== 'blocked') return [];
    const { by, why } = injection;
    return [
      {
        says: { pod: objectName(pod), by: by.text, why: why.text },
        about: [pod],
        evidence: [...by.evidence, ...why.evidence],
      },
    ];
  }),
);
