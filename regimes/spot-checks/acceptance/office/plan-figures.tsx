/** The numbers of a plan by the letters of the standard; a line breaks between them, never within one. */
export const PlanFigures = ({ figures }: { readonly figures: Readonly<Record<string, number>> }) => (
  <div className="plan-figures">
    {Object.entries(figures).map(([letter, value]) => (
      <span key={letter}>
        {letter} = {value}
      </span>
    ))}
  </div>
);
