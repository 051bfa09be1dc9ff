import { Link } from '@backstage/core-components';
import { useFindingUrl } from '../../hooks';

/** A finding's code, with the way to its page where the documentation is served. */
export function FindingCode({ code }: { code: string }) {
  const url = useFindingUrl(code);
  return url ? <Link to={url}>{code}</Link> : <span>{code}</span>;
}
