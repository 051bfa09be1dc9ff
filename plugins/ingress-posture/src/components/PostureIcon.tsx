import SvgIcon, { SvgIconProps } from '@material-ui/core/SvgIcon';

/** Sign of the plugin: an arrow that goes through a gate into a locked ring. */
export function PostureIcon(props: SvgIconProps) {
  return (
    <SvgIcon {...props}>
      <path d="M2 11h7.2L6.7 8.5 8.1 7l5 5-5 5-1.4-1.5L9.2 13H2z" />
      <path d="M14 4a8 8 0 0 1 0 16v-2a6 6 0 0 0 0-12z" />
      <path d="M14.5 10.5h3.5v3h-3.5z" />
    </SvgIcon>
  );
}
