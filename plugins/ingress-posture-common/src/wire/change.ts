/** What is to turn STRICT: the mesh, a namespace of it, or the workload behind a Service of that. */
export interface StrictPreviewQuery {
  readonly namespace?: string;
  readonly service?: string;
  /** `false`: do not work out remedies of what breaks, which takes the longest. */
  readonly remedies?: boolean;
}

/** Body of `POST /clusters/{cluster}/what-if`: manifests as YAML, to put on top and to take away. */
export interface WhatIfQuestion {
  readonly put?: string;
  readonly remove?: string;
}
