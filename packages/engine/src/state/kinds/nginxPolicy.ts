import { defineKind } from '../kindDefinition';
import { at, flag, items, text } from '../read';
import { nginxRefusals, Refusable } from './refusal';

/** Policy of NGINX Ingress Controller of F5: of what it can say, whom NGINX asks about requests. */
export interface NginxPolicy extends Refusable {
  readonly kind: 'Policy';
  readonly className?: string;
  readonly externalAuth?: NginxExternalAuth;
}

/** The Service that is asked whether a request may pass. */
export interface NginxExternalAuth {
  /** `service`, or `namespace/service`. */
  readonly service: string;
  /** Number of a port of the Service. */
  readonly port: number;
  readonly tls: boolean;
  /** Server name of the TLS, where the server's certificate is verified. */
  readonly sni?: string;
  readonly hasSnippets: boolean;
}

export const nginxPolicies = defineKind<NginxPolicy>({
  group: 'k8s.nginx.org',
  kind: 'Policy',
  plural: 'policies',
  versions: ['v1'],
  namespaced: true,
  purpose: 'whom NGINX Ingress Controller (F5) asks whether requests may pass',
  trim: (object, meta) => {
    const className = text(object, 'spec', 'ingressClassName');
    const externalAuth = trimExternalAuth(
      at(object, 'spec', 'externalAuth'),
      meta.namespace,
    );
    return {
      kind: 'Policy',
      meta,
      ...(className !== undefined && { className }),
      ...(externalAuth && { externalAuth }),
      ...nginxRefusals(object),
    };
  },
});

/** nginx/kubernetes-ingress internal/configs/virtualserver.go (getExAuthServicePort, generateExternalAuthLocation). */
function trimExternalAuth(
  asked: unknown,
  ownNamespace: string,
): NginxExternalAuth | undefined {
  const service = text(asked, 'authServiceName');
  if (service === undefined) return undefined;
  const tls = flag(asked, 'sslEnabled') ?? false;
  const portByDefault = tls ? 443 : 80;
  const [first] = items(asked, 'authServicePorts');
  const [namespace, name] = service.includes('/')
    ? service.split('/')
    : [ownNamespace, service];
  return {
    service,
    port: typeof first === 'number' ? first : portByDefault,
    tls,
    hasSnippets: text(asked, 'authSnippets') !== undefined,
    ...(flag(asked, 'sslVerify') && {
      sni: text(asked, 'sniName') ?? `${name}.${namespace}.svc`,
    }),
  };
}
