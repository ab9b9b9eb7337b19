"""The blocks of the Map page's mode พื้นที่ที่ยังเข้าไม่ถึง: radius, ranks, sentences, places only thought of."""
