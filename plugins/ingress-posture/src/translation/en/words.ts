/** The domain's words, by the tables of src/vocabulary. */
export const words = {
  posture: {
    rejected: {
      label: 'rejected',
      meaning: 'A path cannot work: clients get errors.',
    },
    plaintext: {
      label: 'plaintext',
      meaning: 'A connection inside the cluster is plaintext, and it is taken.',
    },
    unmeshed: {
      label: 'unmeshed',
      meaning: 'No ready endpoint is in the mesh.',
    },
    'app-tls': {
      label: 'app TLS',
      meaning: 'Every connection is encrypted, one without a mesh identity.',
    },
    permissive: {
      label: 'permissive',
      meaning:
        'Every path arrives over Istio mTLS; plaintext would be taken as well.',
    },
    enforced: {
      label: 'enforced',
      meaning: 'Every path arrives over Istio mTLS; nothing else is taken.',
    },
    unknown: { label: 'unknown', meaning: 'Not enough could be read to say.' },
  },
  mode: {
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
  },
  certainty: {
    proven: {
      label: 'proven',
      meaning:
        'Every step was read from the cluster and follows Istio’s rules.',
    },
    inferred: {
      label: 'inferred',
      meaning: 'A step is deduced, not read.',
    },
    unknown: {
      label: 'unknown',
      meaning: 'Something needed could not be read.',
    },
  },
  wire: {
    'istio-mtls': {
      label: 'Istio mTLS',
      meaning: 'Encrypted, both ends with a mesh identity.',
    },
    tls: {
      label: 'TLS',
      meaning: 'Encrypted by a proxy, without a mesh identity.',
    },
    'app-tls': {
      label: 'app TLS',
      meaning: 'Encrypted by the application; the mesh does not open it.',
    },
    plaintext: {
      label: 'plaintext',
      meaning: 'Readable by anyone on the way.',
    },
    none: {
      label: 'nothing sent',
      meaning: 'Nothing leaves the first proxy.',
    },
    unknown: { label: 'unknown wire', meaning: 'Could not be read.' },
  },
  outcome: {
    accepted: { label: 'accepted', meaning: 'The far end takes it.' },
    rejected: { label: 'rejected', meaning: 'The far end refuses it.' },
    unroutable: {
      label: 'goes nowhere',
      meaning: 'No route or endpoint takes it on.',
    },
    redirected: {
      label: 'redirected to https',
      meaning: 'Answered with a redirect to https.',
    },
    unknown: { label: 'outcome unknown', meaning: 'Could not be read.' },
  },
  severity: {
    error: {
      label: 'error',
      meaning: 'Traffic fails, or security is not what the objects claim.',
    },
    warning: {
      label: 'warning',
      meaning: 'Plaintext taken, fragile, or at its end of life.',
    },
    info: { label: 'info', meaning: 'Good to know.' },
  },
  accepts: {
    'mtls-only': {
      label: 'mTLS only',
      meaning: 'Takes Istio mTLS and nothing else.',
    },
    both: { label: 'both', meaning: 'Takes Istio mTLS and plaintext.' },
    'plaintext-only': {
      label: 'plaintext only',
      meaning: 'No proxy takes Istio mTLS here.',
    },
    unknown: { label: 'unknown', meaning: 'Could not be read.' },
  },
  freshness: {
    starting: {
      label: 'starting',
      meaning: 'Being read for the first time.',
    },
    synced: { label: 'synced', meaning: 'Read completely and followed live.' },
    stale: {
      label: 'stale',
      meaning: 'Followed, but something could not be read.',
    },
    stopped: {
      label: 'stopped',
      meaning: 'Nothing follows it now: its postures are what was last known.',
    },
  },
  addressing: {
    'service-vip': 'dials the Service',
    'pod-ip': 'dials pod IPs',
    'node-port': 'dials node ports',
    external: 'from outside',
  },
  membership: {
    sidecar: 'sidecar',
    ambient: 'ambient',
    none: 'no sidecar',
    mixed: 'partly in the mesh',
    unknown: 'mesh unknown',
  },
  action: {
    patch: 'Change',
    create: 'Create',
    restart: 'Restart',
    delete: 'Delete',
  },
  role: {
    client: 'Clients outside the cluster',
    edge: 'Edge: takes client traffic and forwards it',
    gateway: 'Istio gateway behind the edge',
    workload: 'The workload behind the Service',
  },
} as const;
