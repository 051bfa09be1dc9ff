/** Configuration of the ingress-posture frontend. */
export interface Config {
  ingressPosture?: {
    /**
     * Where the product's documentation is served, such as TechDocs at `/docs/default/component/ingress-posture`;
     * a finding's code leads to its page there. On a git host `{page}` stands for the page:
     * `https://git.example.com/ingress-posture/blob/main/docs/{page}.md`. Without it codes are plain text.
     * @visibility frontend
     */
    docsUrl?: string;
  };
}
