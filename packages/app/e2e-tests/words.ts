import type {
  IntegrationMode,
  MtlsPosture,
  Outcome,
  Wire,
} from '@ingress-posture/engine';

// The words that a reader sees, written down a second time on purpose: a page that renames one breaks a promise.

export const postureWords: Readonly<Record<MtlsPosture, string>> = {
  rejected: 'rejected',
  plaintext: 'plaintext',
  unmeshed: 'unmeshed',
  'app-tls': 'app TLS',
  permissive: 'permissive',
  enforced: 'enforced',
  unknown: 'unknown',
};

export const modeWords: Readonly<Record<IntegrationMode, string>> = {
  standalone: 'standalone',
  chained: 'chained',
  'istio-gateway': 'Istio gateway',
  mixed: 'mixed',
  'mesh-internal': 'mesh-internal',
  none: 'none',
  unknown: 'unknown',
};

export const wireWords: Readonly<Record<Wire, string>> = {
  'istio-mtls': 'Istio mTLS',
  tls: 'TLS',
  'app-tls': 'app TLS',
  plaintext: 'plaintext',
  none: 'nothing sent',
  unknown: 'unknown wire',
};

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  accepted: 'accepted',
  rejected: 'rejected',
  unroutable: 'goes nowhere',
  redirected: 'redirected to https',
  unknown: 'outcome unknown',
};
