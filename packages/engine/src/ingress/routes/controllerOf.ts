import type { ClusterState } from '../../state/clusterState';
import type { Ingress } from '../../state/kinds/ingress';
import { ingressClasses } from '../../state/kinds/ingressClass';
import type { VendorDescription } from '../vendorDescription';

/**
 * Who an Ingress is for, as a vendor reads it: the controller of its class, or the class's name where
 * there is no such object. Two that are for the same one meet in its configuration.
 */
export function controllerOf(
  state: ClusterState,
  { meta, className }: Ingress,
  { classPrecedence }: Pick<VendorDescription, 'classPrecedence'>,
): string | undefined {
  const annotated = meta.annotations['kubernetes.io/ingress.class'] as
    | string
    | undefined;
  const name =
    classPrecedence === 'field'
      ? className ?? annotated
      : annotated ?? className;
  const all = state.list(ingressClasses);
  return name === undefined
    ? all.find(one => one.isDefault)?.controller
    : all.find(one => one.meta.name === name)?.controller ?? name;
}
