import {
  Addressing,
  Certainty,
  IntegrationMode,
  MeshMembership,
  PortPosture,
  RemedyStep,
  Severity,
} from '@ingress-posture/engine';
import { Descriptor } from './descriptor';

/** How sure a verdict is. */
export const certainties: Readonly<Record<Certainty, Descriptor>> = {
  proven: {
    label: 'proven',
    meaning: 'Every step was read from the cluster and follows Istio’s rules.',
    glyph: 'check',
    tone: 'quiet',
  },
  inferred: {
    label: 'inferred',
    meaning: 'A step is deduced, not read.',
    glyph: 'about',
    tone: 'quiet',
  },
  unknown: {
    label: 'unknown',
    meaning: 'Something needed could not be read.',
    glyph: 'question',
    tone: 'quiet',
  },
};

/** How a service is reached from outside. */
export const modes: Readonly<
  Record<IntegrationMode, { readonly label: string; readonly meaning: string }>
> = {
  standalone: {
    label: 'standalone',
    meaning: 'A third-party edge sends straight to the workload.',
  },
  chained: {
    label: 'chained',
    meaning: 'A third-party edge sends through an Istio gateway.',
  },
  'istio-gateway': {
    label: 'Istio gateway',
    meaning: 'Istio’s own gateway is the edge.',
  },
  mixed: { label: 'mixed', meaning: 'The paths differ in mode.' },
  'mesh-internal': {
    label: 'mesh-internal',
    meaning: 'In the mesh, no path from outside.',
  },
  none: { label: 'none', meaning: 'Not in the mesh, no path from outside.' },
  unknown: { label: 'unknown', meaning: 'Not enough could be read to say.' },
};

/** Severity of a finding. */
export const severities: Readonly<Record<Severity, Descriptor>> = {
  error: {
    label: 'error',
    meaning: 'Traffic fails, or security is not what the objects claim.',
    glyph: 'cross',
    tone: 'broken',
  },
  warning: {
    label: 'warning',
    meaning: 'Plaintext taken, fragile, or at its end of life.',
    glyph: 'triangle',
    tone: 'exposed',
  },
  info: {
    label: 'info',
    meaning: 'Good to know.',
    glyph: 'info',
    tone: 'quiet',
  },
};

/** What a port takes. */
export const acceptances: Readonly<Record<PortPosture['accepts'], Descriptor>> =
  {
    'mtls-only': {
      label: 'mTLS only',
      meaning: 'Takes Istio mTLS and nothing else.',
      glyph: 'lock',
      tone: 'safe',
    },
    both: {
      label: 'both',
      meaning: 'Takes Istio mTLS and plaintext.',
      glyph: 'half',
      tone: 'exposed',
    },
    'plaintext-only': {
      label: 'plaintext only',
      meaning: 'No proxy takes Istio mTLS here.',
      glyph: 'ring',
      tone: 'outside',
    },
    unknown: {
      label: 'unknown',
      meaning: 'Could not be read.',
      glyph: 'question',
      tone: 'quiet',
    },
  };

/** What was dialled; null where it says nothing. */
export const addressings: Readonly<Record<Addressing, string | null>> = {
  'service-vip': 'dials the Service',
  'pod-ip': 'dials pod IPs',
  'node-port': 'dials node ports',
  external: null,
};

/** Who is in the mesh among a set of pods. */
export const memberships: Readonly<Record<MeshMembership, string>> = {
  sidecar: 'sidecar',
  ambient: 'ambient',
  none: 'no sidecar',
  mixed: 'partly in the mesh',
  unknown: 'mesh unknown',
};

/** What a step of a remedy does. */
export const actions: Readonly<Record<RemedyStep['action'], string>> = {
  patch: 'Change',
  create: 'Create',
  restart: 'Restart',
  delete: 'Delete',
};
