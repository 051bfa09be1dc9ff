// The DestinationRule that a client follows towards a Service: istio pilot/pkg/model/push_context.go destinationRule.
import type { ClusterState } from '../../state/clusterState';
import type { ClientTls } from '../../state/kinds/destinationRule';
import type { Service } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import { effectivePolicy } from './clusterTls';
import { destinationRuleFor, RuleClient } from './destinationRule';
import { hostnameOf } from '../registry/registry';
import { revisionOf } from '../controlPlane/revision';

/** What a rule, or a BackendTLSPolicy, tells a client's proxy to start. */
export interface RuledTls {
  readonly tls: ClientTls;
  /** The objects that it was merged from, oldest first. */
  readonly from: readonly KubeObject[];
}

/** TLS that is written for a client towards a Service port; undefined where automatic mTLS is left to decide. */
export function tlsTowards(
  state: ClusterState,
  client: RuleClient,
  { meta: { namespace, name } }: Service,
  port: number,
): RuledTls | undefined {
  return state.ask({
    key: `tls towards|${JSON.stringify([
      client.namespace,
      client.labels,
      client.pod && revisionOf(state, client.pod),
      namespace,
      name,
      port,
    ])}`,
    answer: (now): RuledTls | undefined => {
      const rule = destinationRuleFor(now, client, {
        hostname: hostnameOf(namespace, name),
        namespace,
      });
      const tls = rule && effectivePolicy({ rule, port }).tls;
      return tls && { tls, from: rule.from };
    },
    gist: one => one,
  });
}
