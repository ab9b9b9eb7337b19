"""The smallest page with a map: streamlit-folium, three selects and a line of text, as a newcomer writes it."""

import folium
import streamlit as st
from streamlit_folium import st_folium

programme = st.selectbox("Programme", [f"Programme {number}" for number in range(11)], key="w-programme")
area = st.selectbox("Area", [f"Area {number}" for number in range(77)], key="w-area")
measure = st.selectbox("Measure", [f"Measure {number}" for number in range(8)], key="w-measure")
st.write(f"{programme} in {area} by {measure}")
st_folium(folium.Map(location=[13, 101], zoom_start=6), height=500)
