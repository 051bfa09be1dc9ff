// Rows where the engine does not yet say what Istio does, with what it says now.
import { atGateway, toService } from './dial';
import type { Row } from './row';

export interface Disagreement extends Row {
  readonly answersNow: readonly string[];
  /** Istio's rule. */
  readonly rule: string;
}

const undiscovered = [
  'lb-sidecar',
  'backend-sidecar',
  'service-tcp',
  'discovery-without-shop',
];

export const disagreements: readonly Disagreement[] = [
  {
    row: 42,
    name: 'a Service in a namespace that discoverySelectors leave out is passed through in plaintext, which PERMISSIVE takes',
    given: undiscovered,
    asked: toService(),
    expected: ['cart-1 plaintext accepted'],
    answersNow: ['cart-1 istio-mtls accepted'],
    rule: 'istio pkg/kube/namespace/filter.go: objects of unselected namespaces do not exist to the control plane',
  },
  {
    row: 42,
    name: 'a Service in a namespace that discoverySelectors leave out is passed through in plaintext, which STRICT refuses',
    given: [...undiscovered, 'mesh-strict'],
    asked: toService(),
    expected: ['cart-1 plaintext rejected'],
    answersNow: ['cart-1 istio-mtls accepted'],
    rule: 'istio pkg/kube/namespace/filter.go: objects of unselected namespaces do not exist to the control plane',
  },
  {
    row: 66,
    name: 'a BackendTLSPolicy makes the gateway send TLS that STRICT refuses',
    given: [
      'gateway',
      'server-http',
      'gateway-route',
      'backend-sidecar',
      'service-http',
      'namespace-strict',
      'backend-tls-policy',
    ],
    asked: atGateway(),
    expected: ['cart-1 tls rejected'],
    answersNow: ['cart-1 istio-mtls accepted'],
    rule: 'istio pilot/pkg/config/kube/gateway/backend_policies.go: a BackendTLSPolicy becomes a DestinationRule with SIMPLE',
  },
];
