"""What a person sees: frame, selection, text, maps, charts and widgets on Streamlit."""
