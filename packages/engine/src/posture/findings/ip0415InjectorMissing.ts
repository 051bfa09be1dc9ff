import { injectionOf } from '../../mesh';
import { evidenceOf, objectName } from '../../state/evidence';
import { findingRule } from '../finding';
import { missingInjector } from '../missingInjector';
import { outsiders } from '../outsiders';

/** A pod waits for a sidecar, and the injector's webhook calls a Service that is not there (IST0139). */
export const ip0415 = findingRule('IP0415', facts =>
  outsiders(facts).flatMap(pod => {
    if (injectionOf(facts.state, pod).kind !== 'asked') return [];
    const found = missingInjector(facts.state, pod);
    if (!found) return [];
    const { webhook, missing } = found;
    const name = `${missing.namespace}/${missing.name}`;
    return [
      {
        says: {
          pod: objectName(pod),
          webhook: objectName(webhook),
          missing: name,
        },
        about: [pod, webhook],
        evidence: [
          evidenceOf(webhook, 'webhooks[].clientConfig.service', name),
        ],
      },
    ];
  }),
);
