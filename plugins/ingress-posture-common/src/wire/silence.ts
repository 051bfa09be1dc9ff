/** Body of `POST /services/{cluster}/{namespace}/{name}/silence`. */
export interface SilenceQuestion {
  /** Code of one of the service's findings, such as `IP0101`. */
  readonly code: string;
  /** Why it is all right here, in one line; whoever comes next reads it. */
  readonly reason: string;
}

/** How a finding is silenced: an annotation, which nobody here applies. */
export interface Silence {
  readonly annotation: string;
  /** All lines of it, with those that are there already. */
  readonly value: string;
  /** A merge patch of the Service, as YAML. */
  readonly patch: string;
  readonly command: string;
}
