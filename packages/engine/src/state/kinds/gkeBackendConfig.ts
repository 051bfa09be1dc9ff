import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { texts, whole } from '../read';

/** Settings of Google's load balancers for a Service. */
export interface GkeBackendConfig extends KubeObject {
  readonly kind: 'BackendConfig';
  /** Host that it sends in place of the client's. */
  readonly host?: string;
  /** The port that its health checks ask, where that is said. */
  readonly checkedPort?: number;
}

export const gkeBackendConfigs = defineKind<GkeBackendConfig>({
  group: 'cloud.google.com',
  kind: 'BackendConfig',
  plural: 'backendconfigs',
  versions: ['v1'],
  namespaced: true,
  purpose: 'Host that GKE Ingress sends to backends, port of its health checks',
  trim: (object, meta) => {
    const host = texts(object, 'spec', 'customRequestHeaders', 'headers')
      .map(header => /^host\s*:\s*(.+)$/i.exec(header)?.[1].trim())
      .find(value => value !== undefined);
    const checkedPort = whole(object, 'spec', 'healthCheck', 'port');
    return {
      kind: 'BackendConfig',
      meta,
      ...(host !== undefined && { host }),
      ...(checkedPort !== undefined && { checkedPort }),
    };
  },
});
