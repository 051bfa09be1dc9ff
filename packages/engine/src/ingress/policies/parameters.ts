import type { ClusterState } from '../../state/clusterState';
import type { KindDefinition } from '../../state/kindDefinition';
import type { Gateway } from '../../state/kinds/gateway';
import { gatewayClasses, Parameters } from '../../state/kinds/gatewayClass';
import type { KubeObject } from '../../state/meta';

/** The settings that a Gateway, and its class, take from objects of a vendor's kind. */
export interface ParametersFound<T> {
  /** Those of the Gateway first. */
  readonly found: readonly T[];
  /** What is named and could not be read, one sentence each. */
  readonly caveats: readonly string[];
}

/** Objects of a kind that a Gateway and its class name as their parameters. */
export function parametersOf<T extends KubeObject>(
  state: ClusterState,
  gateway: Gateway,
  kind: KindDefinition<T>,
): ParametersFound<T> {
  const ofClass = state.get(gatewayClasses, '', gateway.className)?.parameters;
  const refs: readonly (Parameters | undefined)[] = [
    gateway.parameters && {
      ...gateway.parameters,
      namespace: gateway.meta.namespace,
    },
    ofClass,
  ];
  const named = refs.flatMap(ref =>
    ref && ref.group === kind.group && ref.kind === kind.kind ? [ref] : [],
  );
  const read = named.map(ref => ({
    ref,
    object: state.get(kind, ref.namespace ?? '', ref.name),
  }));
  return {
    found: read.flatMap(({ object }) => object ?? []),
    caveats: read
      .filter(({ object }) => !object)
      .map(
        ({ ref }) =>
          `${ref.kind} ${ref.namespace ?? ''}/${ref.name}, which Gateway ${
            gateway.meta.namespace
          }/${gateway.meta.name} takes settings from, could not be read.`,
      ),
  };
}
