import { ingresses } from '../../state/kinds/ingress';
import { indexBy } from '../../state/objectIndex';

/** Ingresses by the "namespace/name" of each Service they lead to. */
export const ingressesByBackend = indexBy(ingresses, ({ meta, rules }) =>
  rules.map(rule => `${meta.namespace}/${rule.backend.service}`),
);
