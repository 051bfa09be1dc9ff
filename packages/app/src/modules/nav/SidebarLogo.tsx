import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    height: 64,
    width: '100%',
    paddingLeft: (sidebarConfig.drawerWidthClosed - 32) / 2,
    boxSizing: 'border-box',
    color: '#ffffff',
    fontSize: 17,
    fontWeight: 600,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
  },
});

/** The product's sign, with its name where the sidebar is open. */
export function SidebarLogo() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/"
      underline="none"
      className={classes.link}
      aria-label={isOpen ? undefined : 'Home'}
    >
      <svg width={32} height={32} viewBox="0 0 32 32" aria-hidden="true">
        <path
          d="M3 14h9l-3.5-3.5L11 8l8 8-8 8-2.5-2.5L12 18H3z"
          fill="#ffb65c"
        />
        <path
          d="M19 5a11 11 0 0 1 0 22"
          fill="none"
          stroke="#5fd39a"
          strokeWidth={3}
        />
        <path d="M21.5 14h5v4.5h-5z" fill="#5fd39a" />
      </svg>
      {isOpen && 'ingress-posture'}
    </Link>
  );
}
