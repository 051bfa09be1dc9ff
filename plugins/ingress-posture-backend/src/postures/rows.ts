/** A row of the table `clusters`. */
export interface ClusterRow {
  readonly name: string;
  readonly source: string;
  readonly state: string;
  readonly since: string;
  readonly last_event_at: string | null;
  readonly last_analyzed_at: string | null;
  readonly message: string | null;
  readonly objects: number;
  readonly services: number;
  readonly unreadable: string;
  readonly last_synced_at: string | null;
  readonly activity: string | null;
}

/** A row of the table `postures`. */
export interface PostureRow {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly mode: string;
  readonly mode_rank: number;
  readonly posture: string;
  readonly posture_rank: number;
  readonly certainty: string;
  readonly sentence: string;
  readonly vendors: string;
  readonly edges: string;
  readonly hosts: string;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly document: string;
  readonly hash: string;
  readonly remedies: string;
  readonly remedies_pending: boolean | number;
  readonly since: string;
  readonly observed_at: string;
  readonly entity_ref: string | null;
  readonly owner: string | null;
  readonly system: string | null;
  readonly contested: boolean | number;
}

/** A row of the table `posture_labels`. */
export interface LabelRow {
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
  readonly holder: 'service' | 'pods';
  readonly key: string;
  readonly value: string;
}
