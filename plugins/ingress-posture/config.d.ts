/** Configuration of the ingress-posture frontend. */
export interface Config {
  ingressPosture?: {
    /**
     * Where the product's documentation is served; a finding's code leads to `findings/<code>.md` below it.
     * Without it codes are shown as plain text.
     * @visibility frontend
     */
    docsUrl?: string;
  };
}
