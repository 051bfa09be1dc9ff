// Where the engine does not yet say what Istio does, with what it says now.
import { bytes, toService } from './dial';
import type { Row } from './row';

export interface Disagreement extends Row {
  readonly answersNow: readonly string[];
  /** Istio's rule, and where it stands. */
  readonly rule: string;
}

const lbPort = { from: 'web/client-1', address: '10.96.9.1', ...bytes };

export const disagreements: readonly Disagreement[] = [
  'ambient',
  'sidecar',
].map(mesh => ({
  row: 49,
  name: `a client of the mesh (${mesh}) reaches by HBONE a load balancer that bypasses the ztunnel`,
  given: [`client-${mesh}`, 'lb-ambient-bypass', 'lb-service'],
  asked: toService(lbPort),
  expected: ['lb-1 istio-mtls accepted'],
  answersNow: ['lb-1 istio-mtls rejected'],
  rule: 'istio releasenotes/notes/58577.yaml: since 1.29 only what is not HBONE bypasses; before, HBONE hangs',
}));
