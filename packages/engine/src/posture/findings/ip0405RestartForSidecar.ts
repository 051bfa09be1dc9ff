import { injectionOf } from '../../mesh';
import { objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { missingInjector } from '../missingInjector';
import { outsiders } from '../outsiders';

/** The pod is older than the label: it would be injected if it were made anew (IST0103). */
export const ip0405 = findingRule('IP0405', facts =>
  outsiders(facts).flatMap(pod => {
    // It was injected, with templates that give no proxy (proxyless gRPC): a restart gives the same.
    if (pod.meta.annotations['sidecar.istio.io/status'] !== undefined)
      return [];
    const injection = injectionOf(facts.state, pod);
    if (injection.kind !== 'asked') return [];
    if (missingInjector(facts.state, pod)) return [];
    return [
      {
        says: { pod: objectName(pod), by: injection.by.text },
        about: [pod],
        evidence: injection.by.evidence,
      },
    ];
  }),
);
