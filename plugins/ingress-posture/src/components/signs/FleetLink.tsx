import { Link } from '@backstage/core-components';
import { ReactNode } from 'react';
import { useFleetPath } from '../../hooks';

/** A link to a part of the fleet page; only its words in an app without that page. */
export function FleetLink(props: {
  /** Below the page, with a slash in front. */
  to: string;
  className?: string;
  'aria-label'?: string;
  underline?: 'none';
  children: ReactNode;
}) {
  const { to, children, ...rest } = props;
  const path = useFleetPath();
  return path === null ? (
    <span className={props.className}>{children}</span>
  ) : (
    <Link to={`${path}${to}`} {...rest}>
      {children}
    </Link>
  );
}
