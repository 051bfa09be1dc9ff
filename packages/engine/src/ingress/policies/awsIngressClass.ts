import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import {
  AwsIngressClassParams,
  eksIngressClassParams,
  ingressClassParams,
} from '../../state/kinds/awsIngressClassParams';
import type { Ingress } from '../../state/kinds/ingress';
import { IngressClass, ingressClasses } from '../../state/kinds/ingressClass';
import { namespaces } from '../../state/kinds/namespace';
import { selects } from '../../state/labelSelector';
import { indexBy } from '../../state/objectIndex';

const defaults = indexBy(ingressClasses, one => (one.isDefault ? ['any'] : []));

/** The IngressClassParams of an Ingress; they win over its annotations. */
export interface AwsParams {
  readonly found?: AwsIngressClassParams;
  readonly caveats: readonly string[];
  /** Why the controller does not take the Ingress, as the rest of a sentence. */
  readonly invalid?: string;
}

/** Those of an Ingress' class; with a class by annotation it has none (pkg/ingress/group_loader.go, classifyIngress). */
export function paramsOf(
  state: ClusterState,
  { meta, className }: Ingress,
): AwsParams {
  if (meta.annotations['kubernetes.io/ingress.class']) return { caveats: [] };
  const [byDefault] = state.lookup(defaults, 'any');
  const ingressClass =
    className === undefined
      ? byDefault
      : state.get(ingressClasses, '', className);
  const params = ingressClass
    ? paramsOfClass(state, ingressClass)
    : { caveats: [] };
  return excludes(state, params.found, meta.namespace)
    ? {
        ...params,
        invalid:
          "the namespaceSelector of its class' IngressClassParams leaves its namespace out",
      }
    : params;
}

/** The IngressClassParams that a class names (pkg/ingress/class_loader.go). */
export function paramsOfClass(
  state: ClusterState,
  ingressClass: IngressClass,
): AwsParams {
  const { parameters } = ingressClass;
  if (parameters?.kind !== 'IngressClassParams') return { caveats: [] };
  const kind =
    parameters.group === 'eks.amazonaws.com'
      ? eksIngressClassParams
      : ingressClassParams;
  const found = state.get(kind, '', parameters.name);
  if (found) return { found, caveats: [] };
  if (state.unreadable(kind) === undefined) {
    return {
      caveats: [],
      invalid: `its class names IngressClassParams ${parameters.name}, which are not there`,
    };
  }
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

function excludes(
  state: ClusterState,
  params: AwsIngressClassParams | undefined,
  name: string,
): boolean {
  const namespace = state.get(namespaces, '', name);
  return (
    params?.namespaces !== undefined &&
    namespace !== undefined &&
    !selects(params.namespaces, namespace.meta.labels)
  );
}
