import { render, screen } from '@testing-library/react';
import { Flash } from './Flash';

const flash = (value: string) => <Flash value={value}>{value}</Flash>;

describe('Flash', () => {
  it('stays still until its value changes', () => {
    const { rerender } = render(flash('rejected'));
    expect(screen.getByText('rejected')).not.toHaveAttribute('class');
    rerender(flash('rejected'));
    expect(screen.getByText('rejected')).not.toHaveAttribute('class');
    rerender(flash('enforced'));
    expect(screen.getByText('enforced')).toHaveAttribute('class');
  });
});
