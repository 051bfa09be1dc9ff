import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import {
  AwsIngressClassParams,
  eksIngressClassParams,
  ingressClassParams,
} from '../../state/kinds/awsIngressClassParams';
import { ingressClasses } from '../../state/kinds/ingressClass';

/** The IngressClassParams of a class; they win over annotations. */
export function paramsOf(
  state: ClusterState,
  className: string,
): {
  readonly found?: AwsIngressClassParams;
  readonly caveats: readonly string[];
} {
  const ingressClass = state.get(ingressClasses, '', className);
  const parameters = ingressClass?.parameters;
  if (!ingressClass || parameters?.kind !== 'IngressClassParams')
    return { caveats: [] };
  const kind =
    parameters.group === 'eks.amazonaws.com'
      ? eksIngressClassParams
      : ingressClassParams;
  const found = state.get(kind, '', parameters.name);
  if (found) return { found, caveats: [] };
  return {
    caveats: [
      `IngressClassParams ${parameters.name}, which ${objectName(
        ingressClass,
      )} names, could not be read (list and watch on ${kind.plural}.${
        kind.group
      } would settle it): what it says of targets is not known.`,
    ],
  };
}
