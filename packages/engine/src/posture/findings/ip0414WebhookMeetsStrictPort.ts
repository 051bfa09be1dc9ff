import { evidenceOf, objectName } from '../../state/evidence';
import { webhooksByService } from '../../state/kinds/webhook';
import { findingRule } from '../finding';

/** The API server has no certificate of the mesh, and no proxy that could have one (istio/istio#52874). */
export const ip0414 = findingRule('IP0414', ({ state, service, ports }) => {
  const { namespace, name } = service.meta;
  return webhooksByService
    .flatMap(index => state.lookup(index, `${namespace}/${name}`))
    .flatMap(webhook => {
      const called = webhook.services
        .filter(one => one.namespace === namespace && one.name === name)
        .map(one => one.port);
      const strict = ports.find(
        ({ posture }) =>
          called.includes(posture.port) && posture.accepts === 'mtls-only',
      );
      if (!strict) return [];
      const { port, evidence } = strict.posture;
      return [
        {
          says: { webhook: objectName(webhook), port, service: name },
          about: [webhook],
          evidence: [
            evidenceOf(
              webhook,
              'webhooks[].clientConfig.service',
              `${namespace}/${name}:${port}`,
            ),
            ...evidence,
          ],
        },
      ];
    });
});
